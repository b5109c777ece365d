-- Web services that flows may ask: where they are and how one proves oneself there, and what may be asked of them.
create table connection (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  base_url text not null,
  auth text not null check (auth in ('none', 'basic', 'api_key_header', 'bearer', 'oauth2_client_credentials')),
  -- What of the authentication is no secret: a user's name, a header's, a token endpoint.
  auth_settings jsonb not null default '{}',
  -- Sealed; null where there is nothing to prove.
  secret bytea,
  secret_set_at timestamptz(3),
  created_at timestamptz(3) not null default current_timestamp,
  primary key (account_id, id)
);
create unique index connection_name on connection (account_id, name);

create table action (
  account_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  name text not null,
  description text not null default '',
  -- Method, path, query, headers, body, inputs, outputs, timeout, retries: read and written as one.
  definition jsonb not null,
  updated_at timestamptz(3) not null default current_timestamp,
  primary key (account_id, id)
);
create unique index action_name on action (account_id, connection_id, name);

do $$
declare name text;
begin
  foreach name in array array['connection', 'action'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy account on %I using (account_id = nullif(current_setting(''patchcord.account'', true), '''')::uuid) with check (account_id = nullif(current_setting(''patchcord.account'', true), '''')::uuid)', name);
  end loop;
end $$;
