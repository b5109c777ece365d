-- The account's one Salesforce connection. `revision` grows with every change, so that a sign-in that a process remembers is
-- never used for credentials it was not made with.
create table salesforce_connection (
  account_id uuid primary key,
  auth text not null check (auth in ('jwt_bearer', 'client_credentials')),
  login_url text not null,
  -- Null: where Salesforce says the account's data is, when it lets us sign in.
  instance_url text,
  client_id text not null,
  -- Whom jwt_bearer signs in as.
  username text,
  -- The client secret, or the private key, sealed.
  secret bytea not null,
  -- Of a key that we made: what Salesforce is given to know it by. Not secret.
  certificate text,
  api_version text not null,
  revision int not null default 1,
  secret_set_at timestamptz(3) not null,
  -- When a sign-in last succeeded, and what the last one that did not was refused with since.
  checked_at timestamptz(3),
  last_error text,
  last_error_at timestamptz(3)
);
alter table salesforce_connection enable row level security;
alter table salesforce_connection force row level security;
create policy account on salesforce_connection
  using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid);
