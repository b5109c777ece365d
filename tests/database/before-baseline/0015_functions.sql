-- Functions: JavaScript of the account's own that flows run. The row is the draft that is worked on; what flows run is the
-- published version it points at, which never changes.
create table function (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  description text not null default '',
  inputs jsonb not null default '[]',
  outputs jsonb not null default '[]',
  source text not null,
  -- Counts saves, so that nobody saves over what they have not seen.
  revision int not null default 1,
  published_version int,
  -- The revision that was published.
  published_revision int,
  updated_at timestamptz(3) not null default current_timestamp,
  updated_by text not null,
  primary key (account_id, id)
);
create unique index function_name on function (account_id, name);

create table function_version (
  account_id uuid not null,
  function_id uuid not null,
  version int not null,
  inputs jsonb not null,
  outputs jsonb not null,
  source text not null,
  published_at timestamptz(3) not null default current_timestamp,
  published_by text not null,
  primary key (account_id, function_id, version)
);

do $$
declare name text;
begin
  foreach name in array array['function', 'function_version'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy account on %I using (account_id = nullif(current_setting(''patchcord.account'', true), '''')::uuid) with check (account_id = nullif(current_setting(''patchcord.account'', true), '''')::uuid)', name);
  end loop;
end $$;

-- What running a function takes: its published version, in one round trip. No row: there is no such function; a row without
-- a source: it has never been published.
create function patchcord_published_function(p_account uuid, p_id uuid)
returns table (name text, version int, inputs jsonb, outputs jsonb, source text)
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select f.name, v.version, v.inputs, v.outputs, v.source from function f
    left join function_version v on v.account_id = f.account_id and v.function_id = f.id and v.version = f.published_version
    where f.account_id = p_account and f.id = p_id;
end $$;
