-- The tables as migrations 0001 to 0023 had made them; what those were is in the repository's history. A database that has
-- them is told that it has this (scripts/migrate.mjs). Functions, triggers, policies and rights can be replaced and so are not
-- here: each is written once, as it is now (docs/decisions/0023-sql-has-a-home.md). What it all comes to: prisma/schema.sql.
--
-- Every table that belongs to an account has a key that starts with account_id, and foreign keys stay inside an account, so
-- that the schema can be split by account. In the tables that calls write, no index but the primary key begins with it: see
-- docs/decisions/0002-bursts-and-sql.md.

-- Accounts and who may sign in. Users, memberships and sessions are reached by functions only.

create table account (
  id uuid primary key,
  name text not null,
  rate_per_second int not null default 2,
  allowed_countries text[] default array[]::text[],
  sandbox_only boolean not null default false,
  retention_days int not null default 90,
  created_at timestamptz(3) not null default current_timestamp
);

create table app_user (
  id uuid primary key,
  email text not null,
  name text not null,
  -- Null: somebody who was invited and has not come yet.
  password_hash text,
  created_at timestamptz(3) not null default current_timestamp
);
create unique index app_user_email_key on app_user (email);

create table membership (
  account_id uuid not null,
  user_id uuid not null references app_user (id) on delete cascade,
  role text not null,
  primary key (account_id, user_id)
);
create index membership_user_id_idx on membership (user_id);

create table session (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  account_id uuid not null,
  created_at timestamptz(3) not null default current_timestamp,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create index session_user_id_idx on session (user_id);

-- A link that lets one member set name and password, once. One a member: a new one replaces it. Only the token's digest.
create table sign_in_link (
  account_id uuid not null,
  user_id uuid not null references app_user (id) on delete cascade,
  token_hash bytea not null,
  created_at timestamptz(3) not null default current_timestamp,
  expires_at timestamptz(3) not null,
  primary key (account_id, user_id)
);
create unique index sign_in_link_token on sign_in_link (account_id, token_hash);

create table audit_log (
  account_id uuid not null,
  id uuid not null,
  at timestamptz(3) not null default current_timestamp,
  -- The address somebody signed in with.
  actor text not null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  -- How they were called then.
  actor_name text not null default '',
  primary key (account_id, id)
);
-- The log's filters: who and what there is in it, and the newest rows of one of them.
create index audit_log_actor on audit_log (account_id, actor, id);
create index audit_log_action on audit_log (account_id, action, id);

-- API clients.

create table oauth_client (
  account_id uuid not null,
  id text not null,
  name text not null,
  secret_hash bytea,
  public_jwk jsonb,
  scopes text[],
  created_at timestamptz(3) not null default current_timestamp,
  revoked_at timestamptz(3),
  last_used_at timestamptz(3),
  primary key (account_id, id)
);

-- Assertions that were used and would be good again (RFC 7523, 3, 7).
create table oauth_assertion (
  account_id uuid not null,
  client_id text not null,
  jti text not null,
  expires_at timestamptz(3) not null,
  primary key (account_id, client_id, jti)
);

create table oauth_signing_key (
  kid text primary key,
  public_jwk jsonb not null,
  secret bytea not null,
  created_at timestamptz(3) not null default current_timestamp,
  retired_at timestamptz(3)
);

-- Carriers and numbers.

create table carrier (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  base_url text not null,
  account_sid text not null,
  secret bytea not null,
  calls_per_second float,
  created_at timestamptz(3) not null default current_timestamp,
  -- When its credentials were last set, and when a test of them last succeeded: a refused dial before that is history.
  secret_set_at timestamptz(3) not null default current_timestamp,
  checked_at timestamptz(3),
  primary key (account_id, id)
);
create unique index carrier_account_id_name_key on carrier (account_id, name);

-- The next free call slot of a carrier row.
create table carrier_pace (
  account_id uuid not null,
  carrier_id uuid not null,
  next_at timestamptz(6) not null,
  primary key (account_id, carrier_id)
);

create table number (
  account_id uuid not null,
  e164 text not null,
  label text not null,
  carrier_id uuid not null,
  voice_enabled boolean not null default true,
  created_at timestamptz(3) not null default current_timestamp,
  primary key (account_id, e164),
  foreign key (account_id, carrier_id) references carrier (account_id, id)
);

-- Flows.

create table flow (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  description text not null default '',
  published_version_id uuid,
  created_at timestamptz(3) not null default current_timestamp,
  labels text[] not null default '{}',
  -- The component that starts it, for the list.
  trigger_component text not null default 'api_request',
  archived_at timestamptz(3),
  deleted_at timestamptz(3),
  updated_at timestamptz(3) not null default current_timestamp,
  -- The person's name as it was then.
  updated_by text not null default '',
  primary key (account_id, id)
);
-- A name is taken until its flow is deleted; what is left of a deleted one is only there for its interactions.
create unique index flow_name on flow (name, account_id) where deleted_at is null;

create table flow_version (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  number int not null,
  status text not null,
  definition jsonb not null,
  created_at timestamptz(3) not null default current_timestamp,
  published_at timestamptz(3),
  note text not null default '',
  author_id uuid,
  author text not null default '',
  -- Names of the definition by kind, and what of the account they meant when it was published.
  bindings jsonb not null default '{}',
  primary key (account_id, id),
  foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade
);
create unique index flow_version_number on flow_version (flow_id, number);
create unique index flow_version_published on flow_version (account_id, flow_id) where status = 'published';

-- What is being edited. `json` keeps the order in which it was written. There is no row before the first edit of a flow
-- that came published; there is one ever after.
create table draft (
  account_id uuid not null,
  flow_id uuid not null,
  -- Grows by one with each edit and is never reset, so that an edit always says on what it was made.
  revision int not null,
  -- The revision that is the published version's; null while there is none.
  clean_revision int,
  document json not null,
  primary key (account_id, flow_id),
  foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade
);

create table draft_edit (
  account_id uuid not null,
  flow_id uuid not null,
  -- The draft's after it.
  revision int not null,
  edit_id uuid not null,
  user_id uuid not null,
  user_name text not null,
  kind text not null check (kind in ('edit', 'undo', 'redo')),
  -- The edit that an undo or a redo is about.
  of_edit uuid,
  label text not null,
  changes json not null,
  at timestamptz(3) not null default current_timestamp,
  primary key (account_id, flow_id, revision),
  unique (account_id, flow_id, edit_id),
  foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade,
  check ((kind = 'edit') = (of_edit is null))
);

create table checkpoint (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  name text not null,
  revision int not null,
  document json not null,
  author text not null,
  at timestamptz(3) not null default current_timestamp,
  primary key (account_id, id),
  foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade
);
create index checkpoint_flow on checkpoint (account_id, flow_id, id);

create table flow_test (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  name text not null,
  scenario json not null,
  updated_at timestamptz(3) not null default current_timestamp,
  updated_by text not null,
  primary key (account_id, id),
  foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade
);
create unique index flow_test_name on flow_test (account_id, flow_id, name);

-- Interactions and what hangs under them. Events, attempts, legs, port calls and callbacks have no foreign key to their
-- interaction: each insert would look it up again and lock it. They are written in one transaction with it and deleted with it
-- (patchcord_delete_interactions).

create table interaction (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  flow_version_id uuid not null,
  client_id text not null,
  version int not null,
  status text not null check (status in ('running', 'completed', 'failed', 'cancelled', 'expired')),
  outcome text,
  call_result text,
  state jsonb not null,
  document jsonb,
  expires_at timestamptz(3) not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  primary key (account_id, id),
  check ((status = 'running') = (outcome is null))
);
create index interaction_flow on interaction (flow_id, id);

create table interaction_event (
  account_id uuid not null,
  interaction_id uuid not null,
  seq int not null,
  at timestamptz(3) not null,
  input_key text not null,
  resume jsonb not null,
  events jsonb not null,
  answer text,
  engine text not null,
  primary key (account_id, interaction_id, seq)
);
create unique index interaction_event_account_id_interaction_id_input_key_key
  on interaction_event (account_id, interaction_id, input_key);

create table start_request (
  account_id uuid not null,
  flow_id uuid not null,
  key text not null,
  body_hash text not null,
  response jsonb not null,
  created_at timestamptz(3) not null,
  primary key (account_id, flow_id, key)
);

-- An attempt to reach the contact, or an agent for a callback.
create table dial_attempt (
  account_id uuid not null,
  id uuid not null,
  interaction_id uuid not null,
  visit int not null,
  token text not null,
  carrier_id uuid not null,
  from_number text not null,
  to_number text not null,
  status text not null check (status in
    ('intended', 'submitting', 'unknown', 'placed', 'ended', 'refused', 'given_up', 'cancelled', 'dropped')),
  ring_seconds int not null,
  detect_machine boolean not null default false,
  call_id text,
  call_status text,
  call_sequence int,
  answered_by text,
  carrier_code int,
  sip_code int,
  error text,
  duration_seconds int,
  cancel_requested boolean not null default false,
  tries int not null default 0,
  created_at timestamptz(3) not null,
  dial_at timestamptz(3) not null,
  drop_after timestamptz(3) not null,
  lease_until timestamptz(3),
  submitted_at timestamptz(3),
  ringing_at timestamptz(3),
  answered_at timestamptz(3),
  ended_at timestamptz(3),
  purpose text not null default 'contact' check (purpose in ('contact', 'callback_agent')),
  callback_id uuid,
  send_digits text,
  primary key (account_id, id)
);
create unique index dial_attempt_token on dial_attempt (token);
create index dial_attempt_interaction on dial_attempt (interaction_id);
create index dial_attempt_callback on dial_attempt (callback_id) where callback_id is not null;
-- At most one attempt of a carrier row, caller and callee may be in doubt: more could not be told apart at the carrier.
create unique index dial_attempt_in_doubt on dial_attempt (account_id, carrier_id, from_number, to_number)
  where status in ('submitting', 'unknown');
-- A call belongs to one attempt.
create unique index dial_attempt_call on dial_attempt (account_id, carrier_id, call_id) where call_id is not null;
-- An agent is rung by one callback at a time, whatever groups there are: the index is what two workers meet in.
create unique index dial_attempt_agent on dial_attempt (account_id, to_number)
  where purpose = 'callback_agent' and ended_at is null;

create table leg (
  account_id uuid not null,
  interaction_id uuid not null,
  call_id text not null,
  turn int not null,
  to_number text not null,
  status text not null,
  sequence int not null,
  sip_code int,
  answered_at timestamptz(3),
  ended_at timestamptz(3),
  -- An agent who must press a key takes the call only by pressing it: that is what joins the two.
  accepted_at timestamptz(3),
  primary key (account_id, interaction_id, call_id)
);

-- Work outside the engine that a step waits for (docs/decisions/0013-port-calls.md). The row is the lock. A burst writes it in
-- its own transaction, claimed already where its process makes the call at once; else a job does. The claim has a lease that
-- its owner renews while the call runs; a lease that lapses has lost its owner.
create table port_call (
  account_id uuid not null,
  id uuid not null,
  interaction_id uuid not null,
  visit int not null,
  port text not null,
  -- Null once the call is over: it may hold what a customer said.
  request jsonb,
  timeout_seconds float not null,
  status text not null check (status in ('pending', 'running', 'ended')),
  -- Once ended: ok, timeout, late (nobody waited for it any more), or the port's own code.
  result text,
  tries int not null default 0,
  -- Its owner renews it while the call runs; apart from the deadline row, which whoever takes it moves.
  lease_until timestamptz(3),
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (account_id, id)
);
create index port_call_interaction on port_call (interaction_id);

-- Callbacks (docs/decisions/0015-callbacks.md). What becomes of one is decided by its interaction's bursts, which the
-- interaction's version puts in order: this row mirrors them, holds what the ring group's work needs, and is the second guard.
create table callback (
  account_id uuid not null,
  -- Also the name of the room in which agent and contact meet.
  id uuid not null,
  interaction_id uuid not null,
  visit int not null,
  ring_group_id uuid not null,
  number text not null,
  from_number text not null,
  priority int not null,
  language text not null,
  -- waiting: for an agent. accepted: one waits while the contact's phone rings. joined: the two talk.
  status text not null check (status in ('waiting', 'accepted', 'joined', 'over')),
  -- The exit by which the step was left, once over.
  reason text,
  queued_at timestamptz(3) not null,
  give_up_at timestamptz(3) not null,
  -- Agents rung in this round; once all were, the next one begins at next_round_at.
  tried text[] not null default '{}',
  next_round_at timestamptz(3) not null,
  accepted_attempt uuid,
  accepted_at timestamptz(3),
  joined_at timestamptz(3),
  over_at timestamptz(3),
  primary key (account_id, id)
);
create unique index callback_visit on callback (interaction_id, visit);
create index callback_open on callback (account_id, ring_group_id) where status <> 'over';

-- What has to be looked at again, and when.
create table deadline (
  account_id uuid not null,
  subject text not null,
  id uuid not null,
  due_at timestamptz(3) not null,
  primary key (account_id, subject, id)
);
create index deadline_due_at_idx on deadline (due_at);

create table worker_heartbeat (
  id text primary key,
  seen_at timestamptz(3) not null
);

-- By how much the product's clock is ahead of now(): see patchcord_now().
create table patchcord_clock (
  only_row boolean primary key default true check (only_row),
  shift interval not null default '0'
);
insert into patchcord_clock default values;

-- What flows use.

-- Recordings of the account's own that flows play. What lists read and what callers hear lie apart, so that no list ever reads
-- a recording.
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

-- Days that flows can go by. A calendar has dates of its own, and can follow a country's public holidays and somebody's
-- iCalendar address.
create table calendar (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  -- [{"title", "from", "to"?, "annual"}]: read and written as one.
  dates jsonb not null default '[]',
  -- {"country", "state"?, "region"?}; its days are worked out when they are asked for.
  holidays jsonb,
  feed_url text,
  -- What the address said when it was last read, the same way as dates.
  feed_dates jsonb not null default '[]',
  feed_read_at timestamptz(3),
  created_at timestamptz(3) not null default current_timestamp,
  updated_at timestamptz(3) not null default current_timestamp,
  primary key (account_id, id)
);
create unique index calendar_name on calendar (account_id, name);

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

-- JavaScript of the account's own that flows run. The row is the draft that is worked on; what flows run is the published
-- version it points at, which never changes.
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

-- Agents' phones in their order, and when they may be rung.
create table ring_group (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  strategy text not null check (strategy in ('in_order', 'all_at_once')),
  ring_seconds int not null check (ring_seconds between 5 and 60),
  time_zone text not null,
  -- [{"days": ["mon"], "from": "09:00", "to": "18:00"}]; none: always.
  hours jsonb not null default '[]',
  -- [{"number": "+12025550130", "label": "Ann"}], the first is rung first.
  agents jsonb not null default '[]',
  updated_at timestamptz(3) not null default current_timestamp,
  updated_by text not null,
  primary key (account_id, id)
);
create unique index ring_group_name on ring_group (account_id, name);

-- The kinds of job there are: patchcord_enqueue() only finds those that stand here, whether a worker has named them or not.
insert into graphile_worker._private_tasks (identifier) values ('dial'), ('update_call'), ('port_call') on conflict do nothing;
