-- Events that are sent to addresses of the account's.
create table webhook_endpoint (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  url text not null,
  -- active, paused (by somebody), failing (for five days), gone (it answered 410)
  status text not null default 'active',
  -- None: every type that need not be asked for.
  types text[] not null default '{}',
  -- None: every flow.
  flows uuid[] not null default '{}',
  -- Names of the headers that are sent besides; their values are sealed with the secrets.
  headers text[] not null default '{}',
  secret bytea not null,
  -- Until when the secret before the present one signs, too.
  former_until timestamptz(3),
  -- Since when no request has succeeded, and how many in a row have not.
  failing_since timestamptz(3),
  failures integer not null default 0,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  updated_by text not null,
  primary key (account_id, id)
);
create unique index webhook_endpoint_name on webhook_endpoint (account_id, name);

-- What has happened, by the transaction in which it did. A worker makes events of it.
create table webhook_outbox (
  account_id uuid not null,
  id uuid not null default gen_random_uuid(),
  -- The order: what happens to one interaction is written under its row's lock, or its attempt's.
  noted_at timestamptz(6) not null default clock_timestamp(),
  at timestamptz(3) not null,
  interaction_id uuid,
  what text not null,
  about jsonb not null,
  primary key (account_id, id)
);
create index webhook_outbox_noted on webhook_outbox (noted_at);

create table webhook_event (
  account_id uuid not null,
  id text not null,
  type text not null,
  interaction_id uuid,
  at timestamptz(3) not null,
  -- What is sent, byte for byte.
  body text not null,
  primary key (account_id, id)
);
create index webhook_event_interaction on webhook_event (interaction_id);
create index webhook_event_at on webhook_event (at);

create table webhook_delivery (
  account_id uuid not null,
  endpoint_id uuid not null,
  event_id text not null,
  -- What is delivered in order: the interaction, or what else the event is about.
  stream uuid not null,
  position bigint not null,
  -- waiting, delivered, dead
  status text not null,
  -- Null while an earlier one of its stream waits, and once it is over.
  due_at timestamptz(3),
  -- When it is given up.
  until timestamptz(3) not null,
  tries integer not null default 0,
  last_status integer,
  last_error text,
  ended_at timestamptz(3),
  primary key (account_id, endpoint_id, event_id)
);
create index webhook_delivery_due on webhook_delivery (endpoint_id, due_at) where due_at is not null;
create index webhook_delivery_stream on webhook_delivery (stream, endpoint_id, position);
create index webhook_delivery_log on webhook_delivery (endpoint_id, position);

create table webhook_try (
  account_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  event_id text not null,
  at timestamptz(3) not null,
  milliseconds integer not null,
  -- Null: no answer came, and error says why.
  status integer,
  error text,
  -- Its first KiB.
  answer text,
  primary key (account_id, id)
);
create index webhook_try_event on webhook_try (event_id, endpoint_id);
