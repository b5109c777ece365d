-- Prompts: recordings of the account's own that flows play. What lists read and what callers hear lie apart, so that no list
-- ever reads a recording.
create table prompt (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  description text not null default '',
  content_type text not null,
  bytes int not null,
  -- Of the content, in hex: what it is called wherever it is stored.
  sha256 text not null,
  -- The content before it, kept so that a carrier in the middle of it can read on; it goes with the next replacement.
  former_sha256 text,
  stored_in text not null check (stored_in in ('database', 's3')),
  duration_seconds float,
  updated_at timestamptz(3) not null default current_timestamp,
  updated_by text not null,
  primary key (account_id, id)
);
create unique index prompt_name on prompt (account_id, name);
alter table prompt enable row level security;
alter table prompt force row level security;
create policy account on prompt
  using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid);

create table prompt_content (
  account_id uuid not null,
  prompt_id uuid not null,
  sha256 text not null,
  content bytea not null,
  created_at timestamptz(3) not null default current_timestamp,
  primary key (account_id, prompt_id, sha256)
);
-- Recordings do not shrink, and a slice of an uncompressed value is read without the rest of it.
alter table prompt_content alter column content set storage external;
alter table prompt_content enable row level security;
alter table prompt_content force row level security;
create policy account on prompt_content
  using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid);

-- What a carrier's request for a prompt needs to be answered, in one round trip.
create function patchcord_prompt(p_account uuid, p_id uuid)
returns table (content_type text, bytes int, sha256 text, stored_in text)
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select p.content_type, p.bytes, p.sha256, p.stored_in from prompt p
    where p.account_id = p_account and p.id = p_id;
end $$;

-- `p_first` counts from 0. Null: there is no such content.
create function patchcord_prompt_slice(p_account uuid, p_prompt uuid, p_sha256 text, p_first int, p_count int) returns bytea
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select substring(c.content from p_first + 1 for p_count) from prompt_content c
    where c.account_id = p_account and c.prompt_id = p_prompt and c.sha256 = p_sha256);
end $$;
