-- Buttons on websites: visitors ask for a call without a key of the account's.
create table button (
  account_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  flow_id uuid not null,
  enabled boolean not null default true,
  settings jsonb not null,
  -- {origin: moment}: where it was last seen.
  seen jsonb not null default '{}',
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  updated_by text not null,
  primary key (account_id, id)
);
create unique index button_name on button (account_id, name);
create unique index button_key on button (key);

-- What visitors asked of a button. Numbers and networks are kept as keyed hashes, which are enough to count them.
create table button_request (
  account_id uuid not null,
  nonce text not null,
  button_id uuid not null,
  at timestamptz(3) not null,
  network text not null,
  number text not null,
  outcome text not null,
  interaction_id uuid,
  consent jsonb,
  primary key (account_id, nonce)
);
create index button_request_button on button_request (button_id, at);

-- A call that asks first runs on a version that is made from the published one and has its number.
drop index flow_version_number;
create unique index flow_version_number on flow_version (flow_id, number) where number > 0 and status <> 'asking';
