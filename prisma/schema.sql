-- The database and its schemas

grant connect on database current_database to public;
grant usage on schema graphile_worker to patchcord_app;
grant usage on schema public to patchcord_app;
grant usage on schema public to public;

-- Tables

create table _prisma_migrations (
  id character varying(36) not null,
  checksum character varying(64) not null,
  finished_at timestamp with time zone,
  migration_name character varying(255) not null,
  logs text,
  rolled_back_at timestamp with time zone,
  started_at timestamp with time zone not null default now(),
  applied_steps_count integer not null default 0,
  constraint _prisma_migrations_pkey PRIMARY KEY (id)
);


create table account (
  id uuid not null,
  name text not null,
  rate_per_second integer not null default 2,
  allowed_countries text[] default ARRAY[]::text[],
  sandbox_only boolean not null default false,
  retention_days integer not null default 90,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  ring_rules jsonb not null default '{}'::jsonb,
  time_zone text not null default 'UTC'::text,
  dialling_stopped jsonb,
  language text not null default 'en-US'::text,
  report_variables text[] not null default '{}'::text[],
  constraint account_pkey PRIMARY KEY (id)
);
CREATE TRIGGER first_sweep AFTER INSERT ON account FOR EACH ROW EXECUTE FUNCTION patchcord_first_sweep();
alter table account enable row level security;
alter table account force row level security;
create policy account on account for all to public
  using (id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant select, update on table account to patchcord_app;

create table action (
  account_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  name text not null,
  description text not null default ''::text,
  definition jsonb not null,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint action_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX action_name ON action USING btree (account_id, connection_id, name);
alter table action enable row level security;
alter table action force row level security;
create policy account on action for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table action to patchcord_app;

create table alert (
  account_id uuid not null,
  id uuid not null,
  rule text not null,
  subject text not null,
  name text not null,
  value double precision not null,
  usual double precision,
  threshold double precision not null,
  window_minutes integer,
  opened_at timestamp(3) with time zone not null,
  held_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  told_at timestamp(3) with time zone,
  constraint alert_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX alert_open ON alert USING btree (rule, subject, account_id) WHERE ended_at IS NULL;
alter table alert enable row level security;
alter table alert force row level security;
create policy account on alert for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table alert to patchcord_app;

create table alert_count (
  account_id uuid not null,
  slot timestamp(3) with time zone not null,
  flow_id uuid not null,
  ended integer not null,
  rung integer not null,
  answered integer not null,
  failed integer not null,
  refused integer not null,
  in_doubt integer not null,
  unwanted integer not null,
  constraint alert_count_pkey PRIMARY KEY (account_id, slot, flow_id)
);
alter table alert_count enable row level security;
alter table alert_count force row level security;
create policy account on alert_count for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table alert_count to patchcord_app;

create table alert_destination (
  account_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  recipients text[] not null default '{}'::text[],
  host text,
  secret bytea,
  last_sent_at timestamp(3) with time zone,
  last_error text,
  updated_at timestamp(3) with time zone not null,
  updated_by text not null,
  constraint alert_destination_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX alert_destination_name ON alert_destination USING btree (account_id, name);
alter table alert_destination enable row level security;
alter table alert_destination force row level security;
create policy account on alert_destination for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table alert_destination to patchcord_app;

create table alert_host (
  host text not null,
  disk_free double precision not null,
  seen_at timestamp(3) with time zone not null,
  constraint alert_host_pkey PRIMARY KEY (host)
);
grant select on table alert_host to patchcord_app;

create table alert_notice (
  account_id uuid not null,
  id uuid not null,
  destination_id uuid not null,
  stream uuid not null,
  message jsonb not null,
  status text not null,
  due_at timestamp(3) with time zone,
  until timestamp(3) with time zone not null,
  tries integer not null default 0,
  constraint alert_notice_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX alert_notice_due ON alert_notice USING btree (due_at) WHERE due_at IS NOT NULL;
alter table alert_notice enable row level security;
alter table alert_notice force row level security;
create policy account on alert_notice for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
create policy owner on alert_notice for all to current_user
  using (true)
  with check (true);
grant delete, insert, select, update on table alert_notice to patchcord_app;

create table alert_rule (
  account_id uuid not null,
  rule text not null,
  enabled boolean not null,
  threshold double precision not null,
  window_minutes integer,
  muted_until timestamp(3) with time zone,
  updated_at timestamp(3) with time zone not null,
  updated_by text not null,
  constraint alert_rule_pkey PRIMARY KEY (account_id, rule)
);
alter table alert_rule enable row level security;
alter table alert_rule force row level security;
create policy account on alert_rule for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
create policy owner on alert_rule for all to current_user
  using (true)
  with check (true);
grant delete, insert, select, update on table alert_rule to patchcord_app;

create table alert_turn (
  id integer not null default 1,
  holder text not null,
  until timestamp(3) with time zone not null,
  checked_at timestamp(3) with time zone not null,
  constraint alert_turn_id_check CHECK (id = 1),
  constraint alert_turn_pkey PRIMARY KEY (id)
);
grant select on table alert_turn to patchcord_app;

create table api_request (
  account_id uuid not null,
  key text not null,
  client_id text not null,
  body_hash text not null,
  created_at timestamp(3) with time zone not null,
  claimed_until timestamp(3) with time zone not null,
  status integer,
  headers jsonb,
  answer bytea,
  constraint api_request_pkey PRIMARY KEY (account_id, key)
);
CREATE INDEX api_request_client ON api_request USING btree (client_id, created_at);
alter table api_request enable row level security;
alter table api_request force row level security;
create policy account on api_request for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table api_request to patchcord_app;

create table app_user (
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint app_user_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX app_user_email_key ON app_user USING btree (email);
alter table app_user enable row level security;
alter table app_user force row level security;
create policy owner on app_user for all to current_user
  using (true)
  with check (true);

create table audit_log (
  account_id uuid not null,
  id uuid not null,
  at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  actor text not null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  actor_name text not null default ''::text,
  constraint audit_log_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX audit_log_action ON audit_log USING btree (account_id, action, id);
CREATE INDEX audit_log_actor ON audit_log USING btree (account_id, actor, id);
CREATE TRIGGER append_only BEFORE UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION patchcord_never_changes();
alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy account on audit_log for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant insert, select on table audit_log to patchcord_app;

create table backtest (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  draft jsonb not null,
  starts_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone not null,
  state text not null,
  requested_at timestamp(3) with time zone not null,
  requested_by text not null,
  total integer not null,
  place uuid,
  same integer not null default 0,
  other integer not null default 0,
  unknown integer not null default 0,
  why text,
  finished_at timestamp(3) with time zone,
  expires_at timestamp(3) with time zone not null,
  constraint backtest_pkey PRIMARY KEY (account_id, id)
);
alter table backtest enable row level security;
alter table backtest force row level security;
create policy account on backtest for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table backtest to patchcord_app;

create table backtest_difference (
  account_id uuid not null,
  backtest_id uuid not null,
  nth integer not null,
  interaction_id uuid not null,
  constraint backtest_difference_pkey PRIMARY KEY (account_id, backtest_id, nth, interaction_id)
);
alter table backtest_difference enable row level security;
alter table backtest_difference force row level security;
create policy account on backtest_difference for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table backtest_difference to patchcord_app;

create table backtest_group (
  account_id uuid not null,
  backtest_id uuid not null,
  nth integer not null,
  key text not null,
  kind text not null,
  step text,
  message text not null,
  number integer not null,
  constraint backtest_group_pkey PRIMARY KEY (account_id, backtest_id, nth)
);
alter table backtest_group enable row level security;
alter table backtest_group force row level security;
create policy account on backtest_group for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table backtest_group to patchcord_app;

create table button (
  account_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  flow_id uuid not null,
  enabled boolean not null default true,
  settings jsonb not null,
  seen jsonb not null default '{}'::jsonb,
  created_at timestamp(3) with time zone not null default now(),
  updated_at timestamp(3) with time zone not null default now(),
  updated_by text not null,
  constraint button_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX button_key ON button USING btree (key);
CREATE UNIQUE INDEX button_name ON button USING btree (account_id, name);
alter table button enable row level security;
alter table button force row level security;
create policy account on button for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table button to patchcord_app;

create table button_request (
  account_id uuid not null,
  nonce text not null,
  button_id uuid not null,
  at timestamp(3) with time zone not null,
  network text not null,
  number text not null,
  outcome text not null,
  interaction_id uuid,
  consent jsonb,
  constraint button_request_pkey PRIMARY KEY (account_id, nonce)
);
CREATE INDEX button_request_button ON button_request USING btree (button_id, at);
CREATE INDEX button_request_interaction ON button_request USING btree (interaction_id);
CREATE INDEX button_request_number ON button_request USING btree (number, at);
alter table button_request enable row level security;
alter table button_request force row level security;
create policy account on button_request for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table button_request to patchcord_app;

create table calendar (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  dates jsonb not null default '[]'::jsonb,
  holidays jsonb,
  feed_url text,
  feed_dates jsonb not null default '[]'::jsonb,
  feed_read_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  feed_free boolean not null default false,
  feed_left_out jsonb not null default '{"free": 0, "timed": 0, "unread": 0, "leftOut": []}'::jsonb,
  constraint calendar_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX calendar_name ON calendar USING btree (account_id, name);
alter table calendar enable row level security;
alter table calendar force row level security;
create policy account on calendar for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table calendar to patchcord_app;

create table call_price (
  prefix text not null,
  price numeric not null,
  currency text not null,
  constraint call_price_pkey PRIMARY KEY (prefix)
);
grant select on table call_price to patchcord_app;

create table callback (
  account_id uuid not null,
  id uuid not null,
  interaction_id uuid not null,
  visit integer not null,
  ring_group_id uuid not null,
  number text not null,
  from_number text not null,
  priority integer not null,
  language text not null,
  status text not null,
  reason text,
  queued_at timestamp(3) with time zone not null,
  give_up_at timestamp(3) with time zone not null,
  tried text[] not null default '{}'::text[],
  next_round_at timestamp(3) with time zone not null,
  accepted_attempt uuid,
  accepted_at timestamp(3) with time zone,
  joined_at timestamp(3) with time zone,
  over_at timestamp(3) with time zone,
  rounds jsonb not null default '[]'::jsonb,
  rounds_left integer,
  again_at timestamp(3) with time zone,
  again_by text,
  again_interaction uuid,
  constraint callback_pkey PRIMARY KEY (account_id, id),
  constraint callback_status_check CHECK (status = ANY (ARRAY['waiting'::text, 'accepted'::text, 'joined'::text, 'over'::text]))
);
CREATE INDEX callback_line ON callback USING btree (ring_group_id, priority, queued_at, id) WHERE rounds_left IS NOT NULL AND over_at IS NULL AND accepted_attempt IS NULL;
CREATE INDEX callback_open ON callback USING btree (account_id, ring_group_id) WHERE status <> 'over'::text;
CREATE UNIQUE INDEX callback_visit ON callback USING btree (interaction_id, visit);
CREATE TRIGGER note_callback AFTER INSERT ON callback FOR EACH ROW EXECUTE FUNCTION patchcord_note_callback();
CREATE TRIGGER note_progress AFTER UPDATE ON callback FOR EACH ROW WHEN (old.status <> new.status) EXECUTE FUNCTION patchcord_note_callback();
alter table callback enable row level security;
alter table callback force row level security;
create policy account on callback for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table callback to patchcord_app;

create table carrier (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  base_url text not null,
  account_sid text not null,
  secret bytea not null,
  calls_per_second double precision,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  secret_set_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  checked_at timestamp(3) with time zone,
  constraint carrier_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX carrier_account_id_name_key ON carrier USING btree (account_id, name);
alter table carrier enable row level security;
alter table carrier force row level security;
create policy account on carrier for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table carrier to patchcord_app;

create table carrier_pace (
  account_id uuid not null,
  carrier_id uuid not null,
  next_at timestamp(6) with time zone not null,
  not_before timestamp(6) with time zone,
  constraint carrier_pace_pkey PRIMARY KEY (account_id, carrier_id)
);
alter table carrier_pace enable row level security;
alter table carrier_pace force row level security;
create policy account on carrier_pace for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table carrier_pace to patchcord_app;

create table checkpoint (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  name text not null,
  revision integer not null,
  document json not null,
  author text not null,
  at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint checkpoint_account_id_flow_id_fkey FOREIGN KEY (account_id, flow_id) REFERENCES flow(account_id, id) ON DELETE CASCADE,
  constraint checkpoint_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX checkpoint_flow ON checkpoint USING btree (account_id, flow_id, id);
CREATE TRIGGER append_only BEFORE UPDATE ON checkpoint FOR EACH ROW EXECUTE FUNCTION patchcord_never_changes();
alter table checkpoint enable row level security;
alter table checkpoint force row level security;
create policy account on checkpoint for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select on table checkpoint to patchcord_app;

create table connection (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  base_url text not null,
  auth text not null,
  auth_settings jsonb not null default '{}'::jsonb,
  secret bytea,
  secret_set_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint connection_auth_check CHECK (auth = ANY (ARRAY['none'::text, 'basic'::text, 'api_key_header'::text, 'bearer'::text, 'oauth2_client_credentials'::text])),
  constraint connection_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX connection_name ON connection USING btree (account_id, name);
alter table connection enable row level security;
alter table connection force row level security;
create policy account on connection for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table connection to patchcord_app;

create table deadline (
  account_id uuid not null,
  subject text not null,
  id uuid not null,
  due_at timestamp(3) with time zone not null,
  constraint deadline_pkey PRIMARY KEY (account_id, subject, id)
);
CREATE INDEX deadline_due_at_idx ON deadline USING btree (due_at);
alter table deadline enable row level security;
alter table deadline force row level security;
create policy account on deadline for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
create policy owner on deadline for all to current_user
  using (true)
  with check (true);
grant delete, insert, select, update on table deadline to patchcord_app;

create table deadline_failure (
  account_id uuid not null,
  subject text not null,
  id uuid not null,
  tries integer not null,
  failed_at timestamp(3) with time zone not null,
  constraint deadline_failure_pkey PRIMARY KEY (account_id, subject, id)
);
alter table deadline_failure enable row level security;
alter table deadline_failure force row level security;
create policy account on deadline_failure for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table deadline_failure to patchcord_app;

create table dial_attempt (
  account_id uuid not null,
  id uuid not null,
  interaction_id uuid not null,
  visit integer not null,
  token text not null,
  carrier_id uuid not null,
  from_number text not null,
  to_number text not null,
  status text not null,
  ring_seconds integer not null,
  detect_machine boolean not null default false,
  call_id text,
  call_status text,
  call_sequence integer,
  answered_by text,
  carrier_code integer,
  sip_code integer,
  error text,
  duration_seconds integer,
  cancel_requested boolean not null default false,
  tries integer not null default 0,
  created_at timestamp(3) with time zone not null,
  dial_at timestamp(3) with time zone not null,
  drop_after timestamp(3) with time zone not null,
  lease_until timestamp(3) with time zone,
  submitted_at timestamp(3) with time zone,
  ringing_at timestamp(3) with time zone,
  answered_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  purpose text not null default 'contact'::text,
  callback_id uuid,
  send_digits text,
  counted boolean not null default false,
  decision jsonb,
  held_until timestamp(3) with time zone,
  visit_try integer,
  try_until timestamp(3) with time zone,
  constraint dial_attempt_pkey PRIMARY KEY (account_id, id),
  constraint dial_attempt_purpose_check CHECK (purpose = ANY (ARRAY['contact'::text, 'callback_agent'::text])),
  constraint dial_attempt_status_check CHECK (status = ANY (ARRAY['intended'::text, 'submitting'::text, 'unknown'::text, 'placed'::text, 'ended'::text, 'refused'::text, 'given_up'::text, 'cancelled'::text, 'dropped'::text]))
);
CREATE UNIQUE INDEX dial_attempt_agent ON dial_attempt USING btree (account_id, to_number) WHERE purpose = 'callback_agent'::text AND ended_at IS NULL;
CREATE UNIQUE INDEX dial_attempt_call ON dial_attempt USING btree (account_id, carrier_id, call_id) WHERE call_id IS NOT NULL;
CREATE INDEX dial_attempt_callback ON dial_attempt USING btree (callback_id) WHERE callback_id IS NOT NULL;
CREATE UNIQUE INDEX dial_attempt_in_doubt ON dial_attempt USING btree (account_id, carrier_id, from_number, to_number) WHERE status = ANY (ARRAY['submitting'::text, 'unknown'::text]);
CREATE INDEX dial_attempt_interaction ON dial_attempt USING btree (interaction_id);
CREATE INDEX dial_attempt_to ON dial_attempt USING btree (to_number, created_at);
CREATE UNIQUE INDEX dial_attempt_token ON dial_attempt USING btree (token);
CREATE TRIGGER note_attempt AFTER UPDATE ON dial_attempt FOR EACH ROW WHEN (old.ringing_at IS NULL AND new.ringing_at IS NOT NULL OR old.status <> 'unknown'::text AND new.status = 'unknown'::text) EXECUTE FUNCTION patchcord_note_attempt();
alter table dial_attempt enable row level security;
alter table dial_attempt force row level security;
create policy account on dial_attempt for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table dial_attempt to patchcord_app;

create table do_not_call (
  account_id uuid not null,
  number text not null,
  added_at timestamp(3) with time zone not null,
  added_by text not null,
  source text not null,
  reason text not null default ''::text,
  constraint do_not_call_pkey PRIMARY KEY (account_id, number)
);
alter table do_not_call enable row level security;
alter table do_not_call force row level security;
create policy account on do_not_call for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table do_not_call to patchcord_app;

create table draft (
  account_id uuid not null,
  flow_id uuid not null,
  revision integer not null,
  clean_revision integer,
  document json not null,
  constraint draft_account_id_flow_id_fkey FOREIGN KEY (account_id, flow_id) REFERENCES flow(account_id, id) ON DELETE CASCADE,
  constraint draft_pkey PRIMARY KEY (account_id, flow_id)
);
alter table draft enable row level security;
alter table draft force row level security;
create policy account on draft for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table draft to patchcord_app;

create table draft_edit (
  account_id uuid not null,
  flow_id uuid not null,
  revision integer not null,
  edit_id uuid not null,
  user_id uuid,
  user_name text not null,
  kind text not null,
  of_edit uuid,
  label text not null,
  changes json not null,
  at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint draft_edit_account_id_flow_id_edit_id_key UNIQUE (account_id, flow_id, edit_id),
  constraint draft_edit_account_id_flow_id_fkey FOREIGN KEY (account_id, flow_id) REFERENCES flow(account_id, id) ON DELETE CASCADE,
  constraint draft_edit_check CHECK ((kind = 'edit'::text) = (of_edit IS NULL)),
  constraint draft_edit_kind_check CHECK (kind = ANY (ARRAY['edit'::text, 'undo'::text, 'redo'::text])),
  constraint draft_edit_pkey PRIMARY KEY (account_id, flow_id, revision)
);
CREATE TRIGGER append_only BEFORE UPDATE ON draft_edit FOR EACH ROW EXECUTE FUNCTION patchcord_never_changes();
alter table draft_edit enable row level security;
alter table draft_edit force row level security;
create policy account on draft_edit for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select on table draft_edit to patchcord_app;

create table erasure (
  account_id uuid not null,
  id uuid not null,
  number text,
  off_list boolean not null,
  requested_at timestamp(3) with time zone not null,
  requested_by text not null,
  total integer not null,
  looked integer not null default 0,
  erased integer not null default 0,
  last_id uuid,
  finished_at timestamp(3) with time zone,
  constraint erasure_pkey PRIMARY KEY (account_id, id)
);
alter table erasure enable row level security;
alter table erasure force row level security;
create policy account on erasure for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table erasure to patchcord_app;

create table flow (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  description text not null default ''::text,
  published_version_id uuid,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  labels text[] not null default '{}'::text[],
  trigger_component text not null default 'api_request'::text,
  archived_at timestamp(3) with time zone,
  deleted_at timestamp(3) with time zone,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_by text not null default ''::text,
  constraint flow_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX flow_name ON flow USING btree (name, account_id) WHERE deleted_at IS NULL;
CREATE TRIGGER note_published AFTER UPDATE ON flow FOR EACH ROW WHEN (new.published_version_id IS NOT NULL AND old.published_version_id IS DISTINCT FROM new.published_version_id) EXECUTE FUNCTION patchcord_note_published();
alter table flow enable row level security;
alter table flow force row level security;
create policy account on flow for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table flow to patchcord_app;

create table flow_test (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  name text not null,
  scenario json not null,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_by text not null,
  constraint flow_test_account_id_flow_id_fkey FOREIGN KEY (account_id, flow_id) REFERENCES flow(account_id, id) ON DELETE CASCADE,
  constraint flow_test_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX flow_test_name ON flow_test USING btree (account_id, flow_id, name);
alter table flow_test enable row level security;
alter table flow_test force row level security;
create policy account on flow_test for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table flow_test to patchcord_app;

create table flow_version (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  number integer not null,
  status text not null,
  definition jsonb not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  published_at timestamp(3) with time zone,
  note text not null default ''::text,
  author_id uuid,
  author text not null default ''::text,
  bindings jsonb not null default '{}'::jsonb,
  constraint flow_version_account_id_flow_id_fkey FOREIGN KEY (account_id, flow_id) REFERENCES flow(account_id, id) ON DELETE CASCADE,
  constraint flow_version_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX flow_version_number ON flow_version USING btree (flow_id, number) WHERE number > 0 AND status <> 'asking'::text;
CREATE UNIQUE INDEX flow_version_published ON flow_version USING btree (account_id, flow_id) WHERE status = 'published'::text;
CREATE TRIGGER published_stays BEFORE UPDATE ON flow_version FOR EACH ROW WHEN (old.status <> 'draft'::text AND (old.definition IS DISTINCT FROM new.definition OR old.number IS DISTINCT FROM new.number OR old.flow_id IS DISTINCT FROM new.flow_id OR old.bindings IS DISTINCT FROM new.bindings OR old.note IS DISTINCT FROM new.note OR old.author IS DISTINCT FROM new.author)) EXECUTE FUNCTION patchcord_never_changes();
alter table flow_version enable row level security;
alter table flow_version force row level security;
create policy account on flow_version for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table flow_version to patchcord_app;

create table function (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  description text not null default ''::text,
  inputs jsonb not null default '[]'::jsonb,
  outputs jsonb not null default '[]'::jsonb,
  source text not null,
  revision integer not null default 1,
  published_version integer,
  published_revision integer,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_by text not null,
  constraint function_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX function_name ON function USING btree (account_id, name);
alter table function enable row level security;
alter table function force row level security;
create policy account on function for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table function to patchcord_app;

create table function_version (
  account_id uuid not null,
  function_id uuid not null,
  version integer not null,
  inputs jsonb not null,
  outputs jsonb not null,
  source text not null,
  published_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  published_by text not null,
  constraint function_version_pkey PRIMARY KEY (account_id, function_id, version)
);
CREATE TRIGGER append_only BEFORE UPDATE ON function_version FOR EACH ROW EXECUTE FUNCTION patchcord_never_changes();
alter table function_version enable row level security;
alter table function_version force row level security;
create policy account on function_version for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select on table function_version to patchcord_app;

create table interaction (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  flow_version_id uuid not null,
  client_id text not null,
  version integer not null,
  status text not null,
  outcome text,
  call_result text,
  state jsonb not null,
  document jsonb,
  expires_at timestamp(3) with time zone not null,
  started_at timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone,
  constraint interaction_check CHECK ((status = 'running'::text) = (outcome IS NULL)),
  constraint interaction_pkey PRIMARY KEY (account_id, id),
  constraint interaction_status_check CHECK (status = ANY (ARRAY['running'::text, 'completed'::text, 'failed'::text, 'cancelled'::text, 'expired'::text]))
);
CREATE INDEX interaction_flow ON interaction USING btree (flow_id, id);
CREATE TRIGGER terminal_absorbs BEFORE UPDATE ON interaction FOR EACH ROW WHEN (old.status <> 'running'::text) EXECUTE FUNCTION patchcord_terminal_absorbs();
alter table interaction enable row level security;
alter table interaction force row level security;
create policy account on interaction for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table interaction to patchcord_app;

create table interaction_event (
  account_id uuid not null,
  interaction_id uuid not null,
  seq integer not null,
  at timestamp(3) with time zone not null,
  input_key text not null,
  resume jsonb not null,
  events jsonb not null,
  answer text,
  engine text not null,
  constraint interaction_event_pkey PRIMARY KEY (account_id, interaction_id, seq)
);
CREATE UNIQUE INDEX interaction_event_account_id_interaction_id_input_key_key ON interaction_event USING btree (account_id, interaction_id, input_key);
CREATE TRIGGER append_only BEFORE UPDATE ON interaction_event FOR EACH ROW WHEN (old.account_id IS DISTINCT FROM new.account_id OR old.interaction_id IS DISTINCT FROM new.interaction_id OR old.seq IS DISTINCT FROM new.seq OR old.at IS DISTINCT FROM new.at OR old.input_key IS DISTINCT FROM new.input_key OR old.resume IS DISTINCT FROM new.resume OR old.events IS DISTINCT FROM new.events OR old.engine IS DISTINCT FROM new.engine) EXECUTE FUNCTION patchcord_never_changes();
alter table interaction_event enable row level security;
alter table interaction_event force row level security;
create policy account on interaction_event for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select on table interaction_event to patchcord_app;

create table interaction_fact (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  flow_version_id uuid not null,
  client_id text not null,
  status text not null,
  outcome text,
  call_result text,
  answered_by text,
  error_code text,
  contact text,
  contact_end text,
  is_contact_hidden boolean not null,
  origin text,
  call_id text,
  agent text,
  is_joined boolean not null,
  tries integer not null,
  accepted_at timestamp(3) with time zone not null,
  dialled_at timestamp(3) with time zone,
  ringing_at timestamp(3) with time zone,
  answered_at timestamp(3) with time zone,
  joined_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  ring_seconds real,
  wait_seconds real,
  talk_seconds real,
  log_version integer not null,
  is_settled boolean not null,
  constraint interaction_fact_pkey PRIMARY KEY (account_id, id)
) partition by RANGE (id);
CREATE INDEX interaction_fact_contact ON ONLY interaction_fact USING btree (contact, id);
CREATE INDEX interaction_fact_contact_end ON ONLY interaction_fact USING btree (contact_end, id);
CREATE INDEX interaction_fact_flow ON ONLY interaction_fact USING btree (flow_id, id);
CREATE INDEX interaction_fact_open ON ONLY interaction_fact USING btree (account_id, id) WHERE NOT is_settled;
CREATE INDEX interaction_fact_outcome ON ONLY interaction_fact USING btree (outcome, id);
CREATE INDEX interaction_fact_status ON ONLY interaction_fact USING btree (status, id);
alter table interaction_fact enable row level security;
alter table interaction_fact force row level security;
create policy account on interaction_fact for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table interaction_fact to patchcord_app;

create table leg (
  account_id uuid not null,
  interaction_id uuid not null,
  call_id text not null,
  turn integer not null,
  to_number text not null,
  status text not null,
  sequence integer not null,
  sip_code integer,
  answered_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  accepted_at timestamp(3) with time zone,
  constraint leg_pkey PRIMARY KEY (account_id, interaction_id, call_id)
);
CREATE TRIGGER note_answer AFTER INSERT ON leg FOR EACH ROW WHEN (new.answered_at IS NOT NULL) EXECUTE FUNCTION patchcord_note_leg();
CREATE TRIGGER note_later_answer AFTER UPDATE ON leg FOR EACH ROW WHEN (new.answered_at IS NOT NULL AND (old.answered_at IS NULL OR old.accepted_at IS NULL AND new.accepted_at IS NOT NULL)) EXECUTE FUNCTION patchcord_note_leg();
alter table leg enable row level security;
alter table leg force row level security;
create policy account on leg for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table leg to patchcord_app;

create table membership (
  account_id uuid not null,
  user_id uuid not null,
  role text not null,
  constraint membership_pkey PRIMARY KEY (account_id, user_id),
  constraint membership_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE INDEX membership_user_id_idx ON membership USING btree (user_id);
alter table membership enable row level security;
alter table membership force row level security;
create policy owner on membership for all to current_user
  using (true)
  with check (true);

create table number (
  account_id uuid not null,
  e164 text not null,
  label text not null,
  carrier_id uuid not null,
  voice_enabled boolean not null default true,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint number_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES carrier(account_id, id),
  constraint number_pkey PRIMARY KEY (account_id, e164)
);
alter table number enable row level security;
alter table number force row level security;
create policy account on number for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table number to patchcord_app;

create table number_import (
  account_id uuid not null,
  id uuid not null,
  reason text not null,
  state text not null,
  requested_at timestamp(3) with time zone not null,
  requested_by text not null,
  pieces integer not null default 0,
  done integer not null default 0,
  added integer not null default 0,
  already integer not null default 0,
  bad integer not null default 0,
  bad_lines jsonb not null default '[]'::jsonb,
  finished_at timestamp(3) with time zone,
  constraint number_import_pkey PRIMARY KEY (account_id, id)
);
alter table number_import enable row level security;
alter table number_import force row level security;
create policy account on number_import for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table number_import to patchcord_app;

create table number_import_piece (
  account_id uuid not null,
  import_id uuid not null,
  nth integer not null,
  lines jsonb not null,
  constraint number_import_piece_pkey PRIMARY KEY (account_id, import_id, nth)
);
alter table number_import_piece enable row level security;
alter table number_import_piece force row level security;
create policy account on number_import_piece for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table number_import_piece to patchcord_app;

create table oauth_assertion (
  account_id uuid not null,
  client_id text not null,
  jti text not null,
  expires_at timestamp(3) with time zone not null,
  constraint oauth_assertion_pkey PRIMARY KEY (account_id, client_id, jti)
);
alter table oauth_assertion enable row level security;
alter table oauth_assertion force row level security;
create policy account on oauth_assertion for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table oauth_assertion to patchcord_app;

create table oauth_client (
  account_id uuid not null,
  id text not null,
  name text not null,
  secret_hash bytea,
  public_jwk jsonb,
  scopes text[],
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  revoked_at timestamp(3) with time zone,
  last_used_at timestamp(3) with time zone,
  flows uuid[] not null default '{}'::uuid[],
  addresses text[] not null default '{}'::text[],
  ends_at timestamp(3) with time zone,
  constraint oauth_client_pkey PRIMARY KEY (account_id, id)
);
alter table oauth_client enable row level security;
alter table oauth_client force row level security;
create policy account on oauth_client for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table oauth_client to patchcord_app;

create table oauth_signing_key (
  kid text not null,
  public_jwk jsonb not null,
  secret bytea not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  retired_at timestamp(3) with time zone,
  constraint oauth_signing_key_pkey PRIMARY KEY (kid)
);
grant select on table oauth_signing_key to patchcord_app;

create table open_ring (
  account_id uuid not null,
  scope text not null,
  subject text not null,
  id uuid not null,
  interaction_id uuid,
  turn integer,
  starts_at timestamp(3) with time zone not null,
  price numeric not null,
  constraint open_ring_pkey PRIMARY KEY (account_id, scope, subject, id)
);
alter table open_ring enable row level security;
alter table open_ring force row level security;
create policy account on open_ring for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table open_ring to patchcord_app;

create table patchcord_applied (
  part text not null,
  sha256 text not null,
  applied_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  earlier text[] not null default '{}'::text[],
  constraint patchcord_applied_pkey PRIMARY KEY (part)
);


create table patchcord_clock (
  only_row boolean not null default true,
  shift interval not null default '00:00:00'::interval,
  constraint patchcord_clock_only_row_check CHECK (only_row),
  constraint patchcord_clock_pkey PRIMARY KEY (only_row)
);
grant select on table patchcord_clock to patchcord_app;

create table port_call (
  account_id uuid not null,
  id uuid not null,
  interaction_id uuid not null,
  visit integer not null,
  port text not null,
  request jsonb,
  timeout_seconds double precision not null,
  status text not null,
  result text,
  tries integer not null default 0,
  lease_until timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  constraint port_call_pkey PRIMARY KEY (account_id, id),
  constraint port_call_status_check CHECK (status = ANY (ARRAY['pending'::text, 'running'::text, 'ended'::text]))
);
CREATE INDEX port_call_interaction ON port_call USING btree (interaction_id);
alter table port_call enable row level security;
alter table port_call force row level security;
create policy account on port_call for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table port_call to patchcord_app;

create table presence (
  account_id uuid not null,
  flow_id uuid not null,
  user_id uuid not null,
  user_name text not null,
  step text,
  seen_at timestamp(3) with time zone not null,
  constraint presence_account_id_flow_id_fkey FOREIGN KEY (account_id, flow_id) REFERENCES flow(account_id, id) ON DELETE CASCADE,
  constraint presence_pkey PRIMARY KEY (account_id, flow_id, user_id)
);
alter table presence enable row level security;
alter table presence force row level security;
create policy account on presence for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table presence to patchcord_app;

create table prompt (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  description text not null default ''::text,
  content_type text not null,
  bytes integer not null,
  sha256 text not null,
  former_sha256 text,
  stored_in text not null,
  duration_seconds double precision,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_by text not null,
  constraint prompt_pkey PRIMARY KEY (account_id, id),
  constraint prompt_stored_in_check CHECK (stored_in = ANY (ARRAY['database'::text, 's3'::text]))
);
CREATE UNIQUE INDEX prompt_name ON prompt USING btree (account_id, name);
alter table prompt enable row level security;
alter table prompt force row level security;
create policy account on prompt for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table prompt to patchcord_app;

create table prompt_content (
  account_id uuid not null,
  prompt_id uuid not null,
  sha256 text not null,
  content bytea not null /* storage e */,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint prompt_content_pkey PRIMARY KEY (account_id, prompt_id, sha256)
);
alter table prompt_content enable row level security;
alter table prompt_content force row level security;
create policy account on prompt_content for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table prompt_content to patchcord_app;

create table refused_ring (
  account_id uuid not null,
  id uuid not null,
  at timestamp(3) with time zone not null,
  interaction_id uuid,
  flow_id uuid not null,
  client_id text not null,
  party text not null,
  from_number text not null,
  to_number text not null,
  code text not null,
  message text not null,
  until timestamp(3) with time zone,
  constraint refused_ring_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX refused_ring_interaction ON refused_ring USING btree (interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX refused_ring_to ON refused_ring USING btree (to_number, id);
alter table refused_ring enable row level security;
alter table refused_ring force row level security;
create policy account on refused_ring for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table refused_ring to patchcord_app;

create table report_count (
  account_id uuid not null,
  half_hour timestamp(3) with time zone not null,
  flow_id uuid not null,
  flow_version_id uuid not null,
  client_id text not null,
  measure text not null,
  key text not null,
  number bigint not null,
  constraint report_count_pkey PRIMARY KEY (account_id, half_hour, flow_id, flow_version_id, client_id, measure, key)
);
alter table report_count enable row level security;
alter table report_count force row level security;
create policy account on report_count for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table report_count to patchcord_app;

create table report_export (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  format text not null,
  time_zone text not null,
  starts_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone not null,
  filters jsonb not null,
  state text not null,
  requested_at timestamp(3) with time zone not null,
  requested_by text not null,
  place jsonb,
  rows integer not null default 0,
  parts integer not null default 0,
  bytes bigint not null default 0,
  sha256 text,
  finished_at timestamp(3) with time zone,
  expires_at timestamp(3) with time zone not null,
  variables text[] not null default '{}'::text[],
  constraint report_export_pkey PRIMARY KEY (account_id, id)
);
alter table report_export enable row level security;
alter table report_export force row level security;
create policy account on report_export for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table report_export to patchcord_app;

create table report_export_part (
  account_id uuid not null,
  export_id uuid not null,
  nth integer not null,
  first_byte bigint not null,
  content bytea not null,
  constraint report_export_part_pkey PRIMARY KEY (account_id, export_id, nth)
);
alter table report_export_part enable row level security;
alter table report_export_part force row level security;
create policy account on report_export_part for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table report_export_part to patchcord_app;

create table report_mark (
  account_id uuid not null,
  last_id uuid,
  constraint report_mark_pkey PRIMARY KEY (account_id)
);
alter table report_mark enable row level security;
alter table report_mark force row level security;
create policy account on report_mark for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table report_mark to patchcord_app;

create table report_run (
  account_id uuid not null,
  id uuid not null,
  schedule_id uuid not null,
  turn_at timestamp(3) with time zone not null,
  state text not null,
  rows integer not null default 0,
  finished_at timestamp(3) with time zone,
  mail text not null default 'none'::text,
  mail_error text,
  constraint report_run_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX report_run_turn ON report_run USING btree (schedule_id, turn_at, account_id);
alter table report_run enable row level security;
alter table report_run force row level security;
create policy account on report_run for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table report_run to patchcord_app;

create table report_schedule (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  every text not null,
  hour integer not null,
  time_zone text not null,
  format text not null,
  filters jsonb not null,
  recipients uuid[] not null default '{}'::uuid[],
  next_at timestamp(3) with time zone,
  updated_at timestamp(3) with time zone not null,
  updated_by text not null,
  variables text[] not null default '{}'::text[],
  constraint report_schedule_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX report_schedule_name ON report_schedule USING btree (account_id, name);
alter table report_schedule enable row level security;
alter table report_schedule force row level security;
create policy account on report_schedule for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table report_schedule to patchcord_app;

create table report_view (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  user_name text not null,
  name text not null,
  page text not null,
  query text not null,
  is_shared boolean not null,
  constraint report_view_pkey PRIMARY KEY (account_id, id)
);
alter table report_view enable row level security;
alter table report_view force row level security;
create policy account on report_view for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table report_view to patchcord_app;

create table ring_count (
  account_id uuid not null,
  scope text not null,
  subject text not null,
  unit text not null,
  starts_at timestamp(3) with time zone not null,
  rings integer not null,
  most integer not null,
  constraint ring_count_pkey PRIMARY KEY (account_id, scope, subject, unit, starts_at)
);
alter table ring_count enable row level security;
alter table ring_count force row level security;
create policy account on ring_count for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table ring_count to patchcord_app;

create table ring_group (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  strategy text not null,
  ring_seconds integer not null,
  time_zone text not null,
  hours jsonb not null default '[]'::jsonb,
  agents jsonb not null default '[]'::jsonb,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_by text not null,
  constraint ring_group_pkey PRIMARY KEY (account_id, id),
  constraint ring_group_ring_seconds_check CHECK (ring_seconds >= 5 AND ring_seconds <= 60),
  constraint ring_group_strategy_check CHECK (strategy = ANY (ARRAY['in_order'::text, 'all_at_once'::text, 'longest_idle'::text]))
);
CREATE UNIQUE INDEX ring_group_name ON ring_group USING btree (account_id, name);
alter table ring_group enable row level security;
alter table ring_group force row level security;
create policy account on ring_group for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table ring_group to patchcord_app;

create table ring_use (
  account_id uuid not null,
  scope text not null,
  subject text not null,
  starts_at timestamp(3) with time zone not null,
  minutes integer not null,
  money numeric not null,
  constraint ring_use_pkey PRIMARY KEY (account_id, scope, subject, starts_at)
);
alter table ring_use enable row level security;
alter table ring_use force row level security;
create policy account on ring_use for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table ring_use to patchcord_app;

create table salesforce_connection (
  account_id uuid not null,
  auth text not null,
  login_url text not null,
  instance_url text,
  client_id text not null,
  username text,
  secret bytea not null,
  certificate text,
  api_version text not null,
  revision integer not null default 1,
  secret_set_at timestamp(3) with time zone not null,
  checked_at timestamp(3) with time zone,
  last_error text,
  last_error_at timestamp(3) with time zone,
  constraint salesforce_connection_auth_check CHECK (auth = ANY (ARRAY['jwt_bearer'::text, 'client_credentials'::text])),
  constraint salesforce_connection_pkey PRIMARY KEY (account_id)
);
alter table salesforce_connection enable row level security;
alter table salesforce_connection force row level security;
create policy account on salesforce_connection for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table salesforce_connection to patchcord_app;

create table session (
  id uuid not null,
  user_id uuid not null,
  account_id uuid not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  expires_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE INDEX session_user_id_idx ON session USING btree (user_id);
alter table session enable row level security;
alter table session force row level security;
create policy owner on session for all to current_user
  using (true)
  with check (true);

create table sign_in_link (
  account_id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  expires_at timestamp(3) with time zone not null,
  constraint sign_in_link_pkey PRIMARY KEY (account_id, user_id),
  constraint sign_in_link_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX sign_in_link_token ON sign_in_link USING btree (account_id, token_hash);
alter table sign_in_link enable row level security;
alter table sign_in_link force row level security;
create policy account on sign_in_link for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);

create table start_request (
  account_id uuid not null,
  flow_id uuid not null,
  key text not null,
  body_hash text not null,
  response jsonb not null,
  created_at timestamp(3) with time zone not null,
  constraint start_request_pkey PRIMARY KEY (account_id, flow_id, key)
);
CREATE TRIGGER hash_key BEFORE INSERT ON start_request FOR EACH ROW EXECUTE FUNCTION patchcord_hash_start_key();
alter table start_request enable row level security;
alter table start_request force row level security;
create policy account on start_request for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table start_request to patchcord_app;

create table step_fact (
  account_id uuid not null,
  interaction_id uuid not null,
  visit integer not null,
  part integer not null,
  kind text not null,
  flow_id uuid not null,
  flow_version_id uuid not null,
  client_id text not null,
  accepted_at timestamp(3) with time zone not null,
  step text not null,
  step_name text not null,
  component text not null,
  component_name text not null,
  exit text,
  exit_name text,
  entered_at timestamp(3) with time zone not null,
  left_at timestamp(3) with time zone,
  agent text,
  error_code text,
  constraint step_fact_pkey PRIMARY KEY (account_id, interaction_id, visit, part)
) partition by RANGE (interaction_id);
alter table step_fact enable row level security;
alter table step_fact force row level security;
create policy account on step_fact for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table step_fact to patchcord_app;

create table version_step (
  account_id uuid not null,
  flow_version_id uuid not null,
  step text not null,
  name text not null,
  component_name text not null,
  exits jsonb not null,
  constraint version_step_pkey PRIMARY KEY (account_id, flow_version_id, step)
);
alter table version_step enable row level security;
alter table version_step force row level security;
create policy account on version_step for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table version_step to patchcord_app;

create table webhook_delivery (
  account_id uuid not null,
  endpoint_id uuid not null,
  event_id text not null,
  stream uuid not null,
  "position" bigint not null,
  status text not null,
  due_at timestamp(3) with time zone,
  until timestamp(3) with time zone not null,
  tries integer not null default 0,
  last_status integer,
  last_error text,
  ended_at timestamp(3) with time zone,
  constraint webhook_delivery_pkey PRIMARY KEY (account_id, endpoint_id, event_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery USING btree (endpoint_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_log ON webhook_delivery USING btree (endpoint_id, "position");
CREATE INDEX webhook_delivery_stream ON webhook_delivery USING btree (stream, endpoint_id, "position");
alter table webhook_delivery enable row level security;
alter table webhook_delivery force row level security;
create policy account on webhook_delivery for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
create policy owner on webhook_delivery for all to current_user
  using (true)
  with check (true);
grant delete, insert, select, update on table webhook_delivery to patchcord_app;

create table webhook_endpoint (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  url text not null,
  status text not null default 'active'::text,
  types text[] not null default '{}'::text[],
  flows uuid[] not null default '{}'::uuid[],
  headers text[] not null default '{}'::text[],
  secret bytea not null,
  former_until timestamp(3) with time zone,
  failing_since timestamp(3) with time zone,
  failures integer not null default 0,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  updated_by text not null,
  constraint webhook_endpoint_pkey PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX webhook_endpoint_name ON webhook_endpoint USING btree (account_id, name);
alter table webhook_endpoint enable row level security;
alter table webhook_endpoint force row level security;
create policy account on webhook_endpoint for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
create policy owner on webhook_endpoint for all to current_user
  using (true)
  with check (true);
grant delete, insert, select, update on table webhook_endpoint to patchcord_app;

create table webhook_event (
  account_id uuid not null,
  id text not null,
  type text not null,
  interaction_id uuid,
  at timestamp(3) with time zone not null,
  body text not null,
  constraint webhook_event_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX webhook_event_at ON webhook_event USING btree (at);
CREATE INDEX webhook_event_interaction ON webhook_event USING btree (interaction_id);
alter table webhook_event enable row level security;
alter table webhook_event force row level security;
create policy account on webhook_event for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table webhook_event to patchcord_app;

create table webhook_outbox (
  account_id uuid not null,
  id uuid not null default gen_random_uuid(),
  noted_at timestamp(6) with time zone not null default clock_timestamp(),
  at timestamp(3) with time zone not null,
  interaction_id uuid,
  what text not null,
  about jsonb not null,
  constraint webhook_outbox_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX webhook_outbox_noted ON webhook_outbox USING btree (noted_at);
alter table webhook_outbox enable row level security;
alter table webhook_outbox force row level security;
create policy account on webhook_outbox for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
create policy owner on webhook_outbox for all to current_user
  using (true)
  with check (true);
grant delete, insert, select, update on table webhook_outbox to patchcord_app;

create table webhook_try (
  account_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  event_id text not null,
  at timestamp(3) with time zone not null,
  milliseconds integer not null,
  status integer,
  error text,
  answer text,
  constraint webhook_try_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX webhook_try_event ON webhook_try USING btree (event_id, endpoint_id);
alter table webhook_try enable row level security;
alter table webhook_try force row level security;
create policy account on webhook_try for all to public
  using (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid)
  with check (account_id = NULLIF(current_setting('patchcord.account'::text, true), ''::text)::uuid);
grant delete, insert, select, update on table webhook_try to patchcord_app;

create table worker_heartbeat (
  id text not null,
  seen_at timestamp(3) with time zone not null,
  constraint worker_heartbeat_pkey PRIMARY KEY (id)
);
grant delete, select on table worker_heartbeat to patchcord_app;


-- Functions

CREATE OR REPLACE FUNCTION public.patchcord_accept_leg(p_account uuid, p_token text, p_parent text, p_call text, p_turn integer, p_to text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare v_accepted text;
begin
  perform set_config('patchcord.account', p_account::text, true);
  insert into leg as l (account_id, interaction_id, call_id, turn, to_number, status, sequence, answered_at, accepted_at)
  select p_account, i.id, p_call, p_turn, p_to, 'in_progress', -1, patchcord_now(), patchcord_now()
  from dial_attempt a join interaction i on i.account_id = a.account_id and i.id = a.interaction_id
  where a.account_id = p_account and a.token = p_token and a.call_id = p_parent and i.status = 'running'
    and i.state -> 'wait' ->> 'for' = 'forward' and (i.state ->> 'turn')::int = p_turn
  on conflict (account_id, interaction_id, call_id) do update set accepted_at = coalesce(l.accepted_at, excluded.accepted_at),
    answered_at = coalesce(l.answered_at, excluded.answered_at)
  returning call_id into v_accepted;
  return v_accepted is not null;
end $function$
;
grant execute on function patchcord_accept_leg(uuid,text,text,text,integer,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_account_rules(p_account uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('ring_rules', a.ring_rules, 'time_zone', a.time_zone, 'stopped', a.dialling_stopped)
    from account a where a.id = p_account);
end $function$
;
grant execute on function patchcord_account_rules(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_add_signing_key(p_kid text, p_jwk jsonb, p_secret bytea, p_max_age interval)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('patchcord_add_signing_key'));
  if exists (select 1 from oauth_signing_key where retired_at is null and created_at > patchcord_now() - p_max_age) then
    return false;
  end if;
  update oauth_signing_key set retired_at = patchcord_now() where retired_at is null;
  insert into oauth_signing_key (kid, public_jwk, secret, created_at) values (p_kid, p_jwk, p_secret, patchcord_now());
  return true;
end $function$
;
grant execute on function patchcord_add_signing_key(text,jsonb,bytea,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_agent_call(p_account uuid, p_token text)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('id', d.id, 'carrier_id', d.carrier_id, 'call_id', d.call_id, 'status', d.status,
    'ended', d.ended_at is not null, 'callback', patchcord_callback_facts(c))
    from dial_attempt d join callback c on c.account_id = d.account_id and c.id = d.callback_id
    where d.account_id = p_account and d.token = p_token and d.purpose = 'callback_agent');
end $function$
;
grant execute on function patchcord_agent_call(uuid,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_agent_ended(p_account uuid, p_callback uuid, p_attempt uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare c callback;
begin
  perform patchcord_wake_ring_groups(p_account);
  select * into c from callback where account_id = p_account and id = p_callback;
  if c.accepted_attempt = p_attempt and c.status in ('accepted', 'joined') then
    perform patchcord_set_deadline(p_account, 'callback', p_callback,
      patchcord_now() + case c.status when 'joined' then interval '5 seconds' else interval '0' end);
  end if;
end $function$
;
grant execute on function patchcord_agent_ended(uuid,uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_alert_readings(p_account uuid, p_rules jsonb)
 RETURNS TABLE(rule text, subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query
    select r.rule, q.* from (select e.key as rule, (e.value ->> 'threshold')::double precision as threshold,
        make_interval(mins => (e.value ->> 'window')::int) as span from jsonb_each(p_rules) e) r
    cross join lateral (
      select f.* from patchcord_reading_carrier_credentials(p_account, r.threshold, r.span) f where r.rule = 'carrier_credentials'
      union all select f.* from patchcord_reading_dials_in_doubt(p_account, r.threshold, r.span) f where r.rule = 'dials_in_doubt'
      union all select f.* from patchcord_reading_answer_rate(p_account, r.threshold, r.span) f where r.rule = 'answer_rate'
      union all select f.* from patchcord_reading_error_exits(p_account, r.threshold, r.span) f where r.rule = 'error_exits'
      union all select f.* from patchcord_reading_queue_wait(p_account, r.threshold, r.span) f where r.rule = 'queue_wait'
      union all select f.* from patchcord_reading_webhook_dead(p_account, r.threshold, r.span) f where r.rule = 'webhook_dead'
      union all select f.* from patchcord_reading_flow_silent(p_account, r.threshold, r.span) f where r.rule = 'flow_silent'
      union all select f.* from patchcord_reading_jobs_late(p_account, r.threshold, r.span) f where r.rule = 'jobs_late'
      union all select f.* from patchcord_reading_disk_full(p_account, r.threshold, r.span) f where r.rule = 'disk_full'
      union all select f.* from patchcord_reading_unwanted_calls(p_account, r.threshold, r.span) f where r.rule = 'unwanted_calls'
    ) q;
end $function$
;
grant execute on function patchcord_alert_readings(uuid,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_alert_turn(p_holder text, p_host text, p_disk_free double precision, p_lease interval)
 RETURNS TABLE(gap interval, accounts uuid[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_now timestamptz := patchcord_now(); t alert_turn;
begin
  insert into alert_host (host, disk_free, seen_at) values (p_host, p_disk_free, v_now)
    on conflict (host) do update set disk_free = excluded.disk_free, seen_at = excluded.seen_at;
  delete from alert_host where seen_at < v_now - interval '1 hour';
  select * into t from alert_turn where id = 1 for update;
  if t.holder <> p_holder and t.until > v_now then return; end if;
  insert into alert_turn (holder, until, checked_at) values (p_holder, v_now + p_lease, v_now)
    on conflict (id) do update set holder = excluded.holder, until = excluded.until, checked_at = excluded.checked_at;
  gap := v_now - t.checked_at;
  accounts := array(select distinct r.account_id from alert_rule r where r.enabled order by r.account_id);
  return next;
end $function$
;
grant execute on function patchcord_alert_turn(text,text,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_attempt(p_account uuid, p_attempt uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select jsonb_build_object('id', a.id, 'token', a.token, 'visit', a.visit, 'carrier_id', a.carrier_id, 'from', a.from_number,
    'to', a.to_number, 'status', a.status, 'call_id', a.call_id, 'call_status', a.call_status, 'call_sequence', a.call_sequence,
    'ring_seconds', a.ring_seconds, 'detect_machine', a.detect_machine, 'cancel_requested', a.cancel_requested, 'submitted_at', a.submitted_at,
    'ringing_at', a.ringing_at, 'interaction_id', a.interaction_id, 'now', patchcord_now(), 'purpose', a.purpose,
    'answered', a.answered_at is not null)
    || case when a.visit_try is null then '{}' else jsonb_build_object('visit_try', a.visit_try) end
    from dial_attempt a where a.account_id = p_account and a.id = p_attempt);
end $function$
;
grant execute on function patchcord_attempt(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_attempt_error(p_account uuid, p_attempt uuid)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select error from dial_attempt where account_id = p_account and id = p_attempt);
end $function$
;
grant execute on function patchcord_attempt_error(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_bind_call(p_account uuid, p_attempt uuid, p_call text, p_due interval)
 RETURNS TABLE(result text, cancel_requested boolean)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); a dial_attempt;
begin
  -- Locked: the 201 and the first callback name the same call at the same moment, and neither must take it for a second.
  update dial_attempt d set call_id = p_call, status = 'placed', call_status = coalesce(d.call_status, 'queued'), error = null
    where d.account_id = p_account and d.id = p_attempt and d.call_id is null and d.status in ('submitting', 'unknown')
    returning d.cancel_requested into cancel_requested;
  if found then
    update deadline set due_at = patchcord_now() + p_due where account_id = p_account and subject = 'attempt' and id = p_attempt;
    result := 'bound_now';
    return next;
    return;
  end if;
  select * into a from dial_attempt where account_id = p_account and id = p_attempt;
  cancel_requested := coalesce(a.cancel_requested, false);
  result := case when a.id is null then 'unknown_attempt' when a.call_id = p_call then 'bound'
    when a.call_id is not null then 'second_call' else 'too_late' end;
  return next;
end $function$
;
grant execute on function patchcord_bind_call(uuid,uuid,text,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_bound_calls(p_account uuid, p_carrier uuid, p_calls text[])
 RETURNS SETOF text
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select call_id from dial_attempt where account_id = p_account and carrier_id = p_carrier and call_id = any(p_calls);
end $function$
;
grant execute on function patchcord_bound_calls(uuid,uuid,text[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_bound_client(p_account uuid, p_id text)
 RETURNS TABLE(secret_hash bytea, public_jwk jsonb, scopes text[], revoked boolean, touch_due boolean, flows uuid[], addresses text[])
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query
    select o.*, c.flows, c.addresses from patchcord_client(p_account, p_id) o join oauth_client c on c.account_id = p_account and c.id = p_id;
end $function$
;
grant execute on function patchcord_bound_client(uuid,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_call_progress(p_account uuid, p_token text, p_carrier uuid, p_call text, p_status text, p_sequence integer, p_answered_by text, p_place interval, p_ring_grace interval, p_detection interval)
 RETURNS TABLE(result text, attempt_id uuid)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); a dial_attempt; v_bound text; v_cancel boolean;
  v_due timestamptz; v_now timestamptz;
begin
  select * into a from dial_attempt where account_id = p_account and token = p_token and carrier_id = p_carrier;
  result := 'ignored';
  if a.id is null then return next; return; end if;
  attempt_id := a.id;
  if a.call_id is distinct from p_call then
    -- The first word of a call usually crosses the answer to its request, which is about to bind it: whoever holds the row does.
    if p_status not in ('ringing', 'in_progress') and a.call_id is null then
      select d.id into a.id from dial_attempt d where d.account_id = p_account and d.id = attempt_id for update skip locked;
      if a.id is null then result := 'noted'; return next; return; end if;
    end if;
    select b.result, b.cancel_requested into v_bound, v_cancel
      from patchcord_bind_call(p_account, attempt_id, p_call, make_interval(secs => a.ring_seconds) + p_place) b;
    if v_bound in ('second_call', 'too_late') or v_cancel then result := 'end_it'; return next; return; end if;
  end if;
  result := 'noted';
  if p_status = 'ringing' or (p_status = 'in_progress' and a.detect_machine) then
    v_now := patchcord_now();
    v_due := v_now + case when p_status = 'ringing' then make_interval(secs => a.ring_seconds) + p_ring_grace else p_detection end;
    update dial_attempt set call_status = p_status, call_sequence = p_sequence,
        answered_by = coalesce(p_answered_by, answered_by),
        ringing_at = case when p_status = 'ringing' then v_now else ringing_at end
      where account_id = p_account and id = attempt_id and status = 'placed' and answered_at is null
        and (call_sequence is null or call_sequence < p_sequence);
    if found then
      update deadline set due_at = v_due where account_id = p_account and subject = 'attempt' and id = attempt_id;
    end if;
  end if;
  return next;
end $function$
;
grant execute on function patchcord_call_progress(uuid,text,uuid,text,text,integer,text,interval,interval,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_callback(p_account uuid, p_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select patchcord_callback_facts(c) from callback c where c.account_id = p_account and c.id = p_id);
end $function$
;
grant execute on function patchcord_callback(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_callback_facts(c callback)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  select jsonb_build_object('id', c.id, 'interaction', c.interaction_id, 'visit', c.visit, 'status', c.status, 'reason', c.reason,
    'language', c.language, 'accepted_attempt', c.accepted_attempt, 'was_joined', c.joined_at is not null,
    'agent_left', exists (select 1 from dial_attempt d where d.account_id = c.account_id and d.id = c.accepted_attempt and d.ended_at is not null))
    || case when c.rounds = '[]' then '{}' else jsonb_build_object('earlier', (select jsonb_agg(r ->> 'attempt') from jsonb_array_elements(c.rounds) r)) end
$function$
;
grant execute on function patchcord_callback_facts(callback) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_callback_work(p_account uuid, p_group uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return jsonb_build_object('now', patchcord_now(),
    'group', (select jsonb_build_object('strategy', g.strategy, 'ring_seconds', g.ring_seconds, 'time_zone', g.time_zone, 'hours', g.hours,
      'agents', g.agents) from ring_group g where g.account_id = p_account and g.id = p_group),
    'callbacks', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'interaction', c.interaction_id, 'visit', c.visit, 'from', c.from_number,
      'give_up_at', c.give_up_at, 'tried', c.tried, 'next_round_at', c.next_round_at,
      'rings', exists (select 1 from dial_attempt d where d.account_id = p_account and d.callback_id = c.id
        and d.purpose = 'callback_agent' and d.ended_at is null),
      'on_phone', exists (select 1 from dial_attempt d where d.account_id = p_account and d.interaction_id = c.interaction_id
        and d.purpose = 'contact' and d.ended_at is null and d.status not in ('given_up', 'cancelled', 'dropped', 'refused')))
        || case when c.rounds_left is null then '{}' else jsonb_build_object('rounds_left', c.rounds_left) end
        order by c.rounds_left is null, c.priority, c.queued_at, c.id), '[]')
      from callback c where c.account_id = p_account and c.ring_group_id = p_group and c.status = 'waiting'),
    'busy', (select coalesce(jsonb_agg(d.to_number), '[]') from dial_attempt d
      where d.account_id = p_account and d.purpose = 'callback_agent' and d.ended_at is null))
    -- When each agent's last answered call of the day was over, where the one is rung first for whom that is the longest ago.
    || coalesce((select jsonb_build_object('last_calls', jsonb_object_agg(n.number, d.ended_at)) from ring_group g
      cross join lateral (select distinct substring(a ->> 'number' from '^\+\d+') as number from jsonb_array_elements(g.agents) a) n
      cross join lateral (select ended_at from dial_attempt d where d.account_id = p_account and d.to_number = n.number
        and d.created_at > patchcord_now() - interval '1 day' and d.purpose = 'callback_agent' and d.answered_at is not null
        and d.ended_at is not null order by d.created_at desc limit 1) d
      where g.account_id = p_account and g.id = p_group and g.strategy = 'longest_idle' having count(*) > 0), '{}');
end $function$
;
grant execute on function patchcord_callback_work(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_cancel_attempt(p_account uuid, p_attempt uuid)
 RETURNS TABLE(result text, call_id text, carrier_id uuid)
 LANGUAGE plpgsql
AS $function$
declare a dial_attempt;
begin
  perform set_config('patchcord.account', p_account::text, true);
  update dial_attempt d set status = case when d.status = 'intended' then 'cancelled' else d.status end, cancel_requested = true,
      ended_at = case when d.status = 'intended' then patchcord_now() else d.ended_at end
    where d.account_id = p_account and d.id = p_attempt and d.ended_at is null
    returning * into a;
  if a.id is null then return query select 'over', null::text, null::uuid; return; end if;
  if a.callback_id is not null and a.ended_at is not null then perform patchcord_agent_ended(p_account, a.callback_id, a.id); end if;
  return query select case when a.status = 'cancelled' then 'cancelled' when a.call_id is null then 'remembered' else 'placed' end, a.call_id, a.carrier_id;
end $function$
;
grant execute on function patchcord_cancel_attempt(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_claim_dial(p_account uuid, p_attempt uuid, p_lease interval)
 RETURNS TABLE(result text, interaction_id uuid, token text, carrier_id uuid, from_number text, to_number text, ring_seconds integer, detect_machine boolean, purpose text, send_digits text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt for update;
  if a.id is null or a.status <> 'intended' or not exists (
    select from interaction i where i.account_id = p_account and i.id = a.interaction_id and i.status = 'running') then
    result := 'not_mine';
  elsif v_now > a.drop_after then
    result := 'too_late';
  elsif exists (select 1 from dial_attempt d where d.account_id = p_account and d.carrier_id = a.carrier_id
    and d.from_number = a.from_number and d.to_number = a.to_number and d.status in ('submitting', 'unknown')) then
    result := 'pair_in_doubt';
  else
    -- Two of one pair at the same moment meet in the unique index of those in doubt; the caller reads that as the same.
    update dial_attempt set status = 'submitting', submitted_at = v_now, lease_until = v_now + p_lease, tries = tries + 1
      where account_id = p_account and id = p_attempt;
    insert into deadline (account_id, subject, id, due_at) values (p_account, 'attempt', p_attempt, v_now + p_lease + interval '1 second')
      on conflict (account_id, subject, id) do update set due_at = excluded.due_at;
    result := 'claimed';
  end if;
  interaction_id := a.interaction_id; token := a.token; carrier_id := a.carrier_id; from_number := a.from_number;
  to_number := a.to_number; ring_seconds := a.ring_seconds; detect_machine := a.detect_machine; purpose := a.purpose;
  send_digits := a.send_digits;
  return next;
end $function$
;
grant execute on function patchcord_claim_dial(uuid,uuid,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_claim_notices(p_limit integer, p_lease interval)
 RETURNS TABLE(account_id uuid, id uuid)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update alert_notice n set due_at = patchcord_now() + p_lease
  from (select q.account_id, q.id from alert_notice q where q.due_at <= patchcord_now() and not exists (
      select from alert_notice b where b.account_id = q.account_id and b.stream = q.stream and b.destination_id = q.destination_id
        and b.status = 'waiting' and b.id < q.id)
    order by q.due_at limit p_limit for update skip locked) due
  where n.account_id = due.account_id and n.id = due.id
  returning n.account_id, n.id
$function$
;
grant execute on function patchcord_claim_notices(integer,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_claim_port_call(p_account uuid, p_id uuid, p_lease interval)
 RETURNS TABLE(result text, interaction_id uuid, flow_version_id uuid, visit integer, port text, request jsonb, seconds_left double precision, at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); c port_call; i interaction;
begin
  select * into c from port_call where account_id = p_account and id = p_id for update;
  if c.id is null or c.status = 'ended' then
    delete from deadline where account_id = p_account and subject = 'port_call' and id = p_id;
    result := 'over'; return next; return;
  end if;
  select * into i from interaction where account_id = p_account and id = c.interaction_id;
  if i.status <> 'running' or i.state -> 'wait' ->> 'for' is distinct from 'port' or (i.state -> 'cursor' ->> 'visit')::int <> c.visit then
    perform patchcord_end_port_call(p_account, p_id, 'late');
    result := 'over'; return next; return;
  end if;
  if c.status = 'running' and c.lease_until > v_now then
    perform patchcord_set_deadline(p_account, 'port_call', p_id, c.lease_until);
    result := 'busy'; return next; return;
  end if;
  result := case when c.status = 'running' then 'lapsed' else 'claimed' end;
  update port_call set status = 'running', tries = tries + 1, lease_until = v_now + p_lease where account_id = p_account and id = p_id;
  perform patchcord_set_deadline(p_account, 'port_call', p_id, v_now + p_lease);
  interaction_id := c.interaction_id; flow_version_id := i.flow_version_id; visit := c.visit; port := c.port; request := c.request;
  seconds_left := c.timeout_seconds - extract(epoch from v_now - c.created_at); at := c.created_at;
  return next;
end $function$
;
grant execute on function patchcord_claim_port_call(uuid,uuid,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_claim_request(p_account uuid, p_client text, p_key text, p_body_hash text, p_lease interval, p_most integer)
 RETURNS TABLE(result text, status integer, headers jsonb, answer bytea)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); r api_request;
begin
  insert into api_request as was (account_id, key, client_id, body_hash, created_at, claimed_until)
  values (p_account, p_key, p_client, p_body_hash, v_now, v_now + p_lease)
  on conflict (account_id, key) do update set (body_hash, created_at, claimed_until, status, headers, answer) =
      (excluded.body_hash, excluded.created_at, excluded.claimed_until, null, null, null)
    where was.created_at < v_now - interval '24 hours' or (was.status is null and was.claimed_until < v_now);
  if found then
    delete from api_request d where d.account_id = p_account and d.client_id = p_client and d.created_at < (
      select k.created_at from api_request k where k.account_id = p_account and k.client_id = p_client
      order by k.created_at desc offset p_most - 1 limit 1);
    result := 'claimed';
    return next;
    return;
  end if;
  select * into r from api_request k where k.account_id = p_account and k.key = p_key;
  result := case when r.body_hash <> p_body_hash then 'reused' when r.status is null then 'running' else 'replayed' end;
  if result = 'replayed' then
    status := r.status;
    headers := r.headers;
    answer := r.answer;
  end if;
  return next;
end $function$
;
grant execute on function patchcord_claim_request(uuid,text,text,text,interval,integer) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_claim_ring(p_account uuid, p_attempt uuid, p_lease interval)
 RETURNS TABLE(result text, interaction_id uuid, token text, carrier_id uuid, from_number text, to_number text, ring_seconds integer, detect_machine boolean, purpose text, send_digits text, history jsonb)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
  v_waits boolean; v_forbids jsonb;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt and status = 'intended';
  if a.id is not null then
    v_waits := v_now <= a.drop_after and exists (
      select 1 from carrier_pace c where c.account_id = p_account and c.carrier_id = a.carrier_id and c.not_before > v_now);
    if not v_waits then
      v_forbids := patchcord_prove_ring(p_account, jsonb_build_object('to', a.to_number), v_now);
    end if;
  end if;
  if v_forbids is null and v_waits is not true and a.held_until is null then
    return query select c.*, null::jsonb from patchcord_claim_dial(p_account, p_attempt, p_lease) c;
    return;
  end if;
  return query select case when v_waits then 'carrier_waits' when v_forbids is null then 'held' else 'not_allowed' end, a.interaction_id,
    a.token, a.carrier_id, a.from_number, a.to_number, a.ring_seconds, a.detect_machine, a.purpose, a.send_digits, v_forbids;
end $function$
;
grant execute on function patchcord_claim_ring(uuid,uuid,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_claim_webhooks(p_limit integer, p_each integer, p_busy jsonb, p_after uuid, p_lease interval)
 RETURNS TABLE(account_id uuid, endpoint_id uuid, event_id text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update webhook_delivery d set due_at = patchcord_now() + p_lease
  from (select due.account_id, due.endpoint_id, due.event_id
    from (select e.account_id, e.id, case when e.failures >= 10 then 1 else p_each end - coalesce((p_busy ->> e.id::text)::int, 0) as room
      from webhook_endpoint e where e.status = 'active' order by e.id > p_after desc, e.id) e
    cross join lateral (select q.account_id, q.endpoint_id, q.event_id from webhook_delivery q
      where q.account_id = e.account_id and q.endpoint_id = e.id and q.due_at <= patchcord_now()
      order by q.due_at limit greatest(e.room, 0) for update skip locked) due
    limit p_limit) c
  where d.account_id = c.account_id and d.endpoint_id = c.endpoint_id and d.event_id = c.event_id
  returning d.account_id, d.endpoint_id, d.event_id
$function$
;
grant execute on function patchcord_claim_webhooks(integer,integer,jsonb,uuid,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_clear_deadline(p_account uuid, p_subject text, p_id uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  delete from deadline where account_id = p_account and subject = p_subject and id = p_id;
end $function$
;
grant execute on function patchcord_clear_deadline(uuid,text,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_client(p_account uuid, p_id text)
 RETURNS TABLE(secret_hash bytea, public_jwk jsonb, scopes text[], revoked boolean, touch_due boolean)
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query
    select c.secret_hash, c.public_jwk, c.scopes, c.revoked_at is not null or coalesce(c.ends_at <= patchcord_now(), false),
      c.last_used_at is null or c.last_used_at < patchcord_now() - interval '1 minutes'
    from oauth_client c where c.account_id = p_account and c.id = p_id;
end $function$
;
grant execute on function patchcord_client(uuid,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_commit(p_account uuid, p_interaction uuid, p_expected integer, p_burst jsonb)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_proof jsonb := p_burst -> 'proof';
  v_at timestamptz := p_burst ->> 'at'; v_now timestamptz; a dial_attempt; v_ring jsonb := p_burst -> 'ring'; v_forbids jsonb;
begin
  if v_proof is not null then
    v_now := patchcord_now();
    select * into a from dial_attempt where account_id = p_account and id = (v_proof ->> 'attempt')::uuid;
    if v_at not between v_now - interval '4 seconds' and v_now
      or a.id is null or a.status in ('given_up', 'cancelled', 'dropped', 'refused')
      or a.call_id <> v_proof ->> 'call' or (a.call_id is null and a.status not in ('submitting', 'unknown')) then
      return null;
    end if;
  end if;
  if v_ring is not null then
    if v_ring ?| '{limits,per_number,use,alone}' then
      -- A ring must be counted by the burst only that will be written.
      select v_ring || jsonb_build_object('client', client_id, 'interaction', p_interaction) into v_ring from interaction
        where account_id = p_account and id = p_interaction and version = p_expected and status = 'running' for update;
      if not found then return null; end if;
    end if;
    v_forbids := patchcord_prove_ring(p_account, v_ring, v_at);
    if v_forbids is not null then return 'not_allowed:' || v_forbids::text; end if;
  end if;
  update interaction set
    version = (p_burst ->> 'version')::int,
    status = p_burst ->> 'status',
    outcome = p_burst ->> 'outcome',
    call_result = p_burst ->> 'call_result',
    state = p_burst -> 'state',
    document = case when p_burst ? 'document' then nullif(p_burst -> 'document', 'null') else document end,
    finished_at = case when p_burst ->> 'status' <> 'running' then v_at end
  where account_id = p_account and id = p_interaction and version = p_expected and status = 'running';
  if not found then return null; end if;
  return patchcord_write_burst(p_account, p_interaction, p_burst);
end $function$
;
grant execute on function patchcord_commit(uuid,uuid,integer,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_count_outcomes(p_account uuid, p_ids uuid[])
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into alert_count as was (account_id, slot, flow_id, ended, rung, answered, failed, refused, in_doubt, unwanted)
  select p_account, date_bin('300 seconds', f.ended_at, '2000-01-01 00:00+00'), f.flow_id, count(*), count(*) filter (where f.tries > 0),
    count(*) filter (where f.answered_by = 'person'), count(*) filter (where f.error_code is not null),
    count(*) filter (where f.error_code = 'carrier_auth'),
    count(*) filter (where exists (select from dial_attempt a where a.interaction_id = f.id and a.account_id = p_account and a.status = 'given_up')),
    count(*) filter (where i.state -> 'variables' ->> 'button_answer' = '9')
  from interaction_fact f join interaction i on i.account_id = p_account and i.id = f.id
  where f.account_id = p_account and f.id = any (p_ids) and f.ended_at > patchcord_now() - interval '29 days'
  group by 2, 3
  on conflict (account_id, slot, flow_id) do update set ended = was.ended + excluded.ended, rung = was.rung + excluded.rung,
    answered = was.answered + excluded.answered, failed = was.failed + excluded.failed, refused = was.refused + excluded.refused,
    in_doubt = was.in_doubt + excluded.in_doubt, unwanted = was.unwanted + excluded.unwanted
$function$
;
grant execute on function patchcord_count_outcomes(uuid,uuid[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_current_account()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
AS $function$
declare v uuid := nullif(current_setting('patchcord.account', true), '')::uuid;
begin
  if v is null then raise exception 'no account is set' using errcode = 'PC005'; end if;
  return v;
end $function$
;
grant execute on function patchcord_current_account() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_deadline_failed(p_account uuid, p_subject text, p_id uuid, p_forget interval)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); v_tries int;
begin
  delete from deadline_failure where account_id = p_account and failed_at < v_now - p_forget;
  insert into deadline_failure as f (account_id, subject, id, tries, failed_at) values (p_account, p_subject, p_id, 1, v_now)
    on conflict (account_id, subject, id) do update set tries = f.tries + 1, failed_at = excluded.failed_at
    returning tries into v_tries;
  return v_tries;
end $function$
;
grant execute on function patchcord_deadline_failed(uuid,text,uuid,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_delete_interactions(p_account uuid, p_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  perform patchcord_delete_webhooks(p_account, p_ids);
  delete from leg where account_id = p_account and interaction_id = any (p_ids);
  delete from port_call where account_id = p_account and interaction_id = any (p_ids);
  delete from callback where account_id = p_account and interaction_id = any (p_ids);
  delete from interaction_event where account_id = p_account and interaction_id = any (p_ids);
  delete from refused_ring where account_id = p_account and interaction_id = any (p_ids);
  delete from dial_attempt where account_id = p_account and interaction_id = any (p_ids);
  delete from step_fact where account_id = p_account and interaction_id = any (p_ids);
  delete from interaction_fact where account_id = p_account and id = any (p_ids);
  delete from interaction where account_id = p_account and id = any (p_ids);
end $function$
;
grant execute on function patchcord_delete_interactions(uuid,uuid[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_delete_webhooks(p_account uuid, p_interactions uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_events text[];
begin
  v_events := array(select id from webhook_event where account_id = p_account and interaction_id = any (p_interactions));
  if v_events = '{}' then return; end if;
  delete from webhook_try where account_id = p_account and event_id = any (v_events);
  delete from webhook_delivery where account_id = p_account and event_id = any (v_events);
  delete from webhook_event where account_id = p_account and id = any (v_events);
end $function$
;
grant execute on function patchcord_delete_webhooks(uuid,uuid[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_dial_again(p_account uuid, p_attempt uuid, p_wait interval, p_first interval, p_most interval, p_random double precision, p_rate double precision, p_error text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
  v_pause_over timestamptz; v_slot timestamptz; v_at timestamptz; v_job jsonb;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt and status in ('submitting', 'intended')
    and call_id is null for update;
  if a.id is null then return; end if;
  v_pause_over := v_now + least(p_first * power(2, least(greatest(a.tries, 1), 20) - 1), p_most) * (1 + p_random);
  if p_wait > interval '0' then
    insert into carrier_pace as pace (account_id, carrier_id, next_at, not_before)
    values (p_account, a.carrier_id, v_now + p_wait, v_now + p_wait)
    on conflict (account_id, carrier_id) do update set next_at = greatest(pace.next_at, excluded.next_at),
      not_before = greatest(pace.not_before, excluded.not_before);
    v_slot := patchcord_reserve_slot(p_account, a.carrier_id, p_rate, interval '366 days', v_now);
  end if;
  v_at := least(greatest(v_pause_over, v_slot), greatest(v_now, a.drop_after) + interval '1 second');
  update dial_attempt set status = 'intended', lease_until = null, error = p_error, dial_at = v_at
    where account_id = p_account and id = p_attempt;
  delete from deadline where account_id = p_account and subject = 'attempt' and id = p_attempt;
  v_job := jsonb_build_object('account', p_account, 'attempt', p_attempt);
  if v_slot is null or v_slot < v_pause_over then v_job := v_job || jsonb_build_object('calls_per_second', p_rate); end if;
  -- The job that asks is still there under the plain key: this one is the next.
  perform patchcord_enqueue('dial', v_job::json, now() + (v_at - v_now), null);
end $function$
;
grant execute on function patchcord_dial_again(uuid,uuid,interval,interval,interval,double precision,double precision,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_dial_later(p_account uuid, p_attempt uuid, p_delay interval, p_error text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  update dial_attempt set status = 'intended', lease_until = null, error = p_error, dial_at = patchcord_now() + p_delay
    where account_id = p_account and id = p_attempt and status in ('submitting', 'intended') and call_id is null;
  if not found then return; end if;
  delete from deadline where account_id = p_account and subject = 'attempt' and id = p_attempt;
  -- The job that asks is still there under the plain key: this one is the next.
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt), now() + p_delay, null);
end $function$
;
grant execute on function patchcord_dial_later(uuid,uuid,interval,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_dial_slot(p_account uuid, p_attempt uuid, p_rate double precision)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
  v_slot timestamptz;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt and status = 'intended' for update;
  if a.id is null or v_now > a.drop_after then return true; end if;
  v_slot := patchcord_reserve_slot(p_account, a.carrier_id, p_rate, interval '366 days', v_now);
  if v_slot <= v_now then return true; end if;
  v_slot := least(v_slot, a.drop_after + interval '1 second');
  update dial_attempt set dial_at = v_slot where account_id = p_account and id = p_attempt;
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt), now() + (v_slot - v_now), null);
  return false;
end $function$
;
grant execute on function patchcord_dial_slot(uuid,uuid,double precision) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_dial_unknown(p_account uuid, p_attempt uuid, p_error text, p_look_in interval)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  update dial_attempt set status = 'unknown', error = coalesce(p_error, error)
    where account_id = p_account and id = p_attempt and status = 'submitting' and call_id is null;
  if not found then return false; end if;
  perform patchcord_set_deadline(p_account, 'attempt', p_attempt, patchcord_now() + p_look_in);
  return true;
end $function$
;
grant execute on function patchcord_dial_unknown(uuid,uuid,text,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_end_agents(p_account uuid, p_callback uuid, p_but uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_attempt uuid; v_status text; v_result text; v_pause interval;
begin
  select case when joined_at is null then interval '0' else interval '5 seconds' end into v_pause from callback
    where account_id = p_account and id = p_callback;
  for v_attempt, v_status in select id, status from dial_attempt where account_id = p_account and callback_id = p_callback
      and purpose = 'callback_agent' and ended_at is null and id is distinct from p_but order by id loop
    v_result := case v_status when 'intended' then (select c.result from patchcord_cancel_attempt(p_account, v_attempt) c) end;
    continue when v_result = 'cancelled';
    perform patchcord_enqueue('update_call', json_build_object('account', p_account, 'attempt', v_attempt), now() + v_pause, 'end:' || v_attempt);
  end loop;
end $function$
;
grant execute on function patchcord_end_agents(uuid,uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_end_heartbeat(p_id text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  delete from worker_heartbeat where id = p_id
$function$
;
grant execute on function patchcord_end_heartbeat(text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_end_port_call(p_account uuid, p_id uuid, p_result text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  update port_call set status = 'ended', result = p_result, request = null, ended_at = patchcord_now()
    where account_id = p_account and id = p_id and status <> 'ended';
  delete from deadline where account_id = p_account and subject = 'port_call' and id = p_id;
end $function$
;
grant execute on function patchcord_end_port_call(uuid,uuid,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_end_round(p_account uuid, p_callback uuid, p_pause interval)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  update callback c set tried = '{}', rounds_left = rounds_left - 1, next_round_at = patchcord_now() + p_pause
    where c.account_id = p_account and c.id = p_callback and c.status = 'waiting' and not exists (select 1 from dial_attempt d
      where d.account_id = p_account and d.callback_id = c.id and d.purpose = 'callback_agent' and d.ended_at is null);
end $function$
;
grant execute on function patchcord_end_round(uuid,uuid,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_enqueue(p_task text, p_payload json, p_run_at timestamp with time zone, p_key text)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into graphile_worker._private_jobs (task_id, payload, run_at, key)
  select id, p_payload, p_run_at, p_key from graphile_worker._private_tasks where identifier = p_task
  on conflict (key) do nothing
$function$
;
grant execute on function patchcord_enqueue(text,json,timestamp with time zone,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_erase(p_number text, p_contacts uuid[], p_mentions uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account(); v_set text := set_config('patchcord.erasing', 'on', true);
  v_pattern text := patchcord_number_pattern(p_number); v_all uuid[] := p_contacts || p_mentions;
begin
  -- What was told of them holds arguments, and answers that may repeat them.
  perform pg_advisory_xact_lock(hashtextextended('webhooks ' || v_account, 0));
  perform patchcord_delete_webhooks(v_account, v_all);
  -- Events and reports that are made meanwhile would be made of what was read before: a note that has another id is read anew.
  update webhook_outbox o set id = gen_random_uuid() where o.account_id = v_account and o.interaction_id = any (v_all);
  insert into report_mark (account_id) values (v_account) on conflict do nothing;
  perform 1 from report_mark m where m.account_id = v_account for update;
  update interaction i set document = null, state = i.state || jsonb_build_object(
      'variables', (select coalesce(jsonb_object_agg(key, null), '{}') from jsonb_object_keys(i.state -> 'variables') key),
      'call', (i.state -> 'call') - 'send_digits' || '{"to": null}')
    where i.account_id = v_account and i.id = any (p_contacts);
  update interaction i set document = regexp_replace(i.document::text, v_pattern, '', 'g')::jsonb,
      state = regexp_replace(i.state::text, v_pattern, '', 'g')::jsonb
    where i.account_id = v_account and i.id = any (p_mentions);
  update interaction_event e set resume = patchcord_erased(e.resume), answer = case when e.answer is not null then '' end,
      events = (select coalesce(jsonb_agg(patchcord_erased(one) order by nth), '[]') from jsonb_array_elements(e.events) with ordinality as each(one, nth))
    where e.account_id = v_account and e.interaction_id = any (p_contacts);
  update interaction_event e set resume = regexp_replace(e.resume::text, v_pattern, '', 'g')::jsonb,
      events = regexp_replace(e.events::text, v_pattern, '', 'g')::jsonb, answer = regexp_replace(e.answer, v_pattern, '', 'g')
    where e.account_id = v_account and e.interaction_id = any (p_mentions);
  update port_call p set request = case when p.interaction_id = any (p_contacts) then null else regexp_replace(p.request::text, v_pattern, '', 'g')::jsonb end
    where p.account_id = v_account and p.interaction_id = any (v_all);
  update dial_attempt a set to_number = case when a.to_number = p_number then '' else a.to_number end, send_digits = null, error = null,
      decision = a.decision - 'waited'
    where a.account_id = v_account and a.interaction_id = any (v_all);
  update leg l set to_number = '' where l.account_id = v_account and l.interaction_id = any (v_all) and l.to_number = p_number;
  -- Agents are named there as their ring group names them, with an extension where there is one.
  update callback b set number = case when split_part(b.number, ';', 1) = p_number then '' else b.number end,
      tried = array(select t from unnest(b.tried) with ordinality as rung(t, nth) where split_part(t, ';', 1) <> p_number order by nth)
    where b.account_id = v_account and b.interaction_id = any (v_all);
  update refused_ring r set to_number = case when r.to_number = p_number then '' else r.to_number end, message = ''
    where r.account_id = v_account and r.interaction_id = any (v_all);
  update button_request q set consent = q.consent || '{"text": ""}'
    where q.account_id = v_account and q.interaction_id = any (p_contacts) and q.consent is not null;
  update interaction_fact f set contact = case when f.id = any (p_mentions) and f.contact <> p_number then f.contact end,
      contact_end = case when f.id = any (p_mentions) and f.contact <> p_number then f.contact_end end, agent = nullif(f.agent, p_number)
    where f.account_id = v_account and f.id = any (v_all);
  update step_fact f set agent = null where f.account_id = v_account and f.interaction_id = any (v_all) and f.agent = p_number;
  v_set := set_config('patchcord.erasing', '', true);
end $function$
;
grant execute on function patchcord_erase(text,uuid[],uuid[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_erase_rest(p_number text, p_off_list boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account(); v_set text := set_config('patchcord.erasing', 'on', true);
  v_pattern text := patchcord_number_pattern(p_number);
begin
  update refused_ring r set to_number = '', message = '' where r.account_id = v_account and r.to_number = p_number;
  update audit_log l set subject = regexp_replace(l.subject, v_pattern, '', 'g'), before = regexp_replace(l.before::text, v_pattern, '', 'g')::jsonb,
      after = regexp_replace(l.after::text, v_pattern, '', 'g')::jsonb
    where l.account_id = v_account and (l.subject ~ v_pattern or l.before::text ~ v_pattern or l.after::text ~ v_pattern);
  update number_import n set bad_lines = regexp_replace(n.bad_lines::text, v_pattern, '', 'g')::jsonb,
      reason = regexp_replace(n.reason, v_pattern, '', 'g')
    where n.account_id = v_account and (n.bad_lines::text ~ v_pattern or n.reason ~ v_pattern);
  -- Files that were exported cannot be taken a number out of.
  delete from report_export_part p where p.account_id = v_account;
  delete from report_export e where e.account_id = v_account;
  update report_run r set state = 'stopped', finished_at = patchcord_now() where r.account_id = v_account and r.state = 'running';
  -- Without the number that they ask for they would tell of everybody.
  delete from report_run r using report_schedule s where r.account_id = v_account and s.account_id = v_account and s.id = r.schedule_id
    and s.filters::text ~ v_pattern;
  delete from report_schedule s where s.account_id = v_account and s.filters::text ~ v_pattern;
  delete from report_view v where v.account_id = v_account and v.query ~ v_pattern;
  if p_off_list then delete from do_not_call d where d.account_id = v_account and d.number = p_number; end if;
  v_set := set_config('patchcord.erasing', '', true);
end $function$
;
grant execute on function patchcord_erase_rest(text,boolean) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_erased(p_row jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select coalesce(jsonb_object_agg(key, case
      when key = 'error' then jsonb_build_object('code', value -> 'code', 'message', '')
      when key = 'message' then '""'
      when key = 'value' then 'null'
      -- What a service answered: only whether it did.
      when key = 'result' and value ->> 'ok' = 'true' then '{"ok": true, "value": null}'
      when key = 'result' and jsonb_typeof(value) = 'object' then jsonb_build_object('ok', false, 'code', value -> 'code', 'message', '')
      else value end), '{}')
  from jsonb_each(p_row) where key in ('kind', 'event', 'at', 'visit', 'step', 'component', 'exit', 'code', 'name', 'status', 'outcome', 'result',
    'answered_by', 'what', 'contact_live', 'joined', 'turn', 'error', 'message', 'value')
$function$
;
grant execute on function patchcord_erased(jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_fact_counts(p_account uuid, p_ids uuid[])
 RETURNS TABLE(half_hour timestamp with time zone, flow_id uuid, flow_version_id uuid, client_id text, measure text, key text, number bigint)
 LANGUAGE sql
 STABLE
AS $function$
  select date_bin('30 minutes', f.accepted_at, '2000-01-01 00:00+00'), f.flow_id, f.flow_version_id, f.client_id, m.measure, m.key, count(*)
  from interaction_fact f cross join lateral (values
      ('started', ''), (case when f.tries > 0 then 'rung' end, ''), (case when f.answered_by is not null then 'answered_by' end, f.answered_by),
      (case when f.is_joined then 'joined' end, ''),
      (case when f.answered_at is not null and not f.is_joined and f.outcome = 'contact_hung_up' then 'abandoned' end, ''),
      (case when f.outcome is not null then 'outcome' end, f.outcome), (case when f.call_result is not null then 'call_result' end, f.call_result),
      (case when f.error_code is not null then 'error' end, f.error_code)) as m(measure, key)
  where f.account_id = p_account and f.id = any (p_ids) and m.measure is not null
  group by 1, 2, 3, 4, 5, 6
  union all
  select date_bin('30 minutes', s.accepted_at, '2000-01-01 00:00+00'), s.flow_id, s.flow_version_id, s.client_id, 'exit',
    s.step || chr(31) || coalesce(s.exit, ''), count(*)
  from step_fact s where s.account_id = p_account and s.interaction_id = any (p_ids) and s.part = 0
  group by 1, 2, 3, 4, 6
$function$
;
grant execute on function patchcord_fact_counts(uuid,uuid[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_fact_months(p_month timestamp with time zone, p_before timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_start timestamptz := date_trunc('month', p_month, 'UTC'); v_end timestamptz := date_trunc('month', p_month, 'UTC') + interval '1 month';
  v_suffix text := to_char(p_month at time zone 'UTC', 'YYYYMM'); v_name text; v_key text; v_table text;
begin
  for v_table, v_key in values ('interaction_fact', 'id'), ('step_fact', 'interaction_id') loop
    v_name := format('report_month.%I', v_table || '_' || v_suffix);
    if to_regclass(v_name) is null then
      perform pg_advisory_xact_lock(hashtext('patchcord_fact_months'));
      continue when to_regclass(v_name) is not null;
      execute format('create table %s (like %I including all)', v_name, v_table);
      execute format($q$with moved as (delete from report_month.%I where %I >= %L and %I < %L returning *) insert into %s select * from moved$q$,
        v_table || '_else', v_key, patchcord_first_id(v_start), v_key, patchcord_first_id(v_end), v_name);
      execute format('alter table %I attach partition %s for values from (%L) to (%L)', v_table, v_name,
        patchcord_first_id(v_start), patchcord_first_id(v_end));
    end if;
  end loop;
  for v_name in select format('report_month.%I', relname) from pg_class where relnamespace = 'report_month'::regnamespace and relkind = 'r'
      and relname ~ '_fact_\d{6}$' and right(relname, 6) < to_char(p_before at time zone 'UTC', 'YYYYMM') loop
    execute format('drop table %s', v_name);
  end loop;
end $function$
;
grant execute on function patchcord_fact_months(timestamp with time zone,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_facts(p_account uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select jsonb_build_object('allowed_countries', a.allowed_countries, 'sandbox_only', a.sandbox_only,
    'rate_per_second', a.rate_per_second,
    'numbers', (select coalesce(jsonb_agg(jsonb_build_object('e164', n.e164, 'carrier_id', n.carrier_id, 'voice_enabled', n.voice_enabled)), '[]')
      from number n where n.account_id = p_account),
    'carriers', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'base_url', c.base_url, 'account_sid', c.account_sid,
      'secret', encode(c.secret, 'base64'), 'calls_per_second', c.calls_per_second)), '[]') from carrier c where c.account_id = p_account))
    from account a where a.id = p_account);
end $function$
;
grant execute on function patchcord_facts(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_first_id(p_at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select rpad(lpad(to_hex(floor(extract(epoch from p_at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$function$
;
grant execute on function patchcord_first_id(timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_first_sweep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform patchcord_set_deadline(new.id, 'account', new.id, patchcord_now() + interval '1 hour');
  return new;
end $function$
;
grant execute on function patchcord_first_sweep() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_free_lost_jobs(p_worker text, p_held bigint[], p_after interval)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare v_freed int;
begin
  update graphile_worker._private_jobs set locked_by = null, locked_at = null
    where locked_by = p_worker and locked_at < now() - p_after and id <> all (p_held);
  get diagnostics v_freed = row_count;
  return v_freed;
end $function$
;
grant execute on function patchcord_free_lost_jobs(text,bigint[],interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_functions(OUT applied text, OUT earlier text[])
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if to_regclass('public.patchcord_applied') is not null then
    execute 'select a.sha256, a.earlier from public.patchcord_applied a where a.part = ''functions''' into applied, earlier;
  end if;
end $function$
;
grant execute on function patchcord_functions() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_gauges(OUT calls integer, OUT untold integer, OUT webhook_lag_seconds double precision)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  select count(*) into calls from deadline where subject = 'attempt';
  select count(*) into untold from webhook_outbox;
  select greatest(0, coalesce(extract(epoch from patchcord_now() - min(d.due_at)), 0)) into webhook_lag_seconds
    from webhook_endpoint e cross join lateral (select q.due_at from webhook_delivery q
      where q.account_id = e.account_id and q.endpoint_id = e.id and q.due_at is not null order by q.due_at limit 1) d
    where e.status = 'active';
end $function$
;
grant execute on function patchcord_gauges() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_give_answer(p_account uuid, p_interaction uuid, p_input_key text, p_answer text, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update interaction_event set answer = p_answer
    where account_id = p_account and account_id = patchcord_current_account() and interaction_id = p_interaction
      and input_key = p_input_key and at > p_at - interval '5 seconds'
$function$
;
grant execute on function patchcord_give_answer(uuid,uuid,text,text,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_has_webhooks(p_account uuid)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return exists (select from webhook_endpoint where account_id = p_account and status in ('active', 'paused'));
end $function$
;
grant execute on function patchcord_has_webhooks(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_hash_start_key()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select 1 from start_request r where r.account_id = new.account_id and r.flow_id = new.flow_id
      and r.key = new.key and r.created_at > new.created_at - interval '24 hours') then
    new.key := patchcord_key_digest(new.account_id, new.flow_id, new.key);
  end if;
  return new;
end $function$
;
grant execute on function patchcord_hash_start_key() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_health(OUT migrations text[], OUT jobs_lag_seconds double precision)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if to_regclass('public._prisma_migrations') is not null then
    execute 'select coalesce(array_agg(migration_name::text), ''{}'') from _prisma_migrations where finished_at is not null and rolled_back_at is null'
      into migrations;
  end if;
  select coalesce(extract(epoch from now() - min(run_at)), 0) into jobs_lag_seconds from graphile_worker._private_jobs
    where run_at <= now() and locked_at is null and attempts < max_attempts;
end $function$
;
grant execute on function patchcord_health() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_heartbeat(p_id text, p_silent interval)
 RETURNS text[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_silent text[];
begin
  insert into worker_heartbeat (id, seen_at) values (p_id, patchcord_now()) on conflict (id) do update set seen_at = excluded.seen_at;
  with gone as (delete from worker_heartbeat where seen_at < patchcord_now() - p_silent returning id)
    select array_agg(id) into v_silent from gone;
  if v_silent is not null then perform graphile_worker.force_unlock_workers(v_silent); end if;
  return v_silent;
end $function$
;
grant execute on function patchcord_heartbeat(text,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_held_dial(p_account uuid, p_attempt uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('now', patchcord_now(), 'last_at', least(i.expires_at, a.try_until), 'visit_try', a.visit_try,
      'expires_at', i.expires_at, 'zone', a.decision -> 'waited' ->> 'zone',
      'flow', i.flow_id, 'client', i.client_id)
    from dial_attempt a join interaction i on i.account_id = p_account and i.id = a.interaction_id
    where a.account_id = p_account and a.id = p_attempt and a.status = 'intended' and a.held_until is not null);
end $function$
;
grant execute on function patchcord_held_dial(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_held_reason(p_account uuid, p_interaction uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('until', a.held_until, 'code', a.decision -> 'waited' ->> 'code', 'message', a.decision -> 'waited' ->> 'message')
    from dial_attempt a where a.account_id = p_account and a.interaction_id = p_interaction and a.status = 'intended'
      and a.held_until is not null limit 1);
end $function$
;
grant execute on function patchcord_held_reason(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_hold_dial(p_account uuid, p_attempt uuid, p_until timestamp with time zone, p_waited jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now();
begin
  update dial_attempt set drop_after = drop_after + (p_until - held_until), held_until = p_until, dial_at = p_until,
      decision = jsonb_set(coalesce(decision, '{}'), '{waited}', p_waited)
    where account_id = p_account and id = p_attempt and status = 'intended' and held_until is not null;
  if not found then return; end if;
  -- The job that asks is still there under the plain key: this one is the next.
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt), now() + (p_until - v_now), null);
end $function$
;
grant execute on function patchcord_hold_dial(uuid,uuid,timestamp with time zone,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_id(p_text text)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when p_text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_text::uuid end;
$function$
;
grant execute on function patchcord_id(text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_interaction(p_account uuid, p_flow uuid, p_interaction uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select jsonb_build_object('interaction_id', i.id, 'flow_id', i.flow_id, 'flow_version_id', i.flow_version_id,
      'flow_version', v.number, 'status', i.status, 'outcome', i.outcome, 'call_result', i.call_result,
      'started_at', i.started_at, 'finished_at', i.finished_at,
      'has_sensitive', jsonb_path_exists(v.definition, '$.variables.*.sensitive ? (@ == true)'),
      'events', (select coalesce(jsonb_agg(e.events order by e.seq), '[]') from interaction_event e
        where e.account_id = p_account and e.interaction_id = i.id))
    from interaction i join flow_version v on v.account_id = p_account and v.id = i.flow_version_id
    where i.account_id = p_account and i.flow_id = p_flow and i.id = p_interaction);
end $function$
;
grant execute on function patchcord_interaction(uuid,uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_interaction_versions(p_account uuid, p_ids uuid[])
 RETURNS TABLE(id uuid, version integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select i.id, i.version from interaction i where i.account_id = p_account and i.id = any (p_ids);
end $function$
;
grant execute on function patchcord_interaction_versions(uuid,uuid[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_invite(p_user uuid, p_email text, p_name text, p_role text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account();
begin
  insert into app_user (id, email, name) values (p_user, lower(p_email), p_name) on conflict (email) do nothing;
  if not found then return 'taken'; end if;
  insert into membership (account_id, user_id, role) values (v_account, p_user, p_role);
  return 'invited';
end $function$
;
grant execute on function patchcord_invite(uuid,text,text,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_is_calling(p_account uuid, p_to text, p_flow uuid, p_but uuid, p_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare v_day timestamptz := p_at - interval '1 day'; v_interaction uuid; v_none boolean;
begin
  for v_interaction in select d.interaction_id from dial_attempt d where d.account_id = p_account and d.to_number = p_to
      and d.created_at > v_day and d.purpose = 'contact' and d.held_until is null and d.status in ('intended', 'submitting', 'unknown', 'placed') loop
    select true into v_none from interaction i where i.account_id = p_account and i.id = v_interaction and i.flow_id = p_flow
      and i.id is distinct from p_but and (i.status = 'running' or i.finished_at > p_at - interval '1 minute');
    if found then return true; end if;
  end loop;
  return false;
end $function$
;
grant execute on function patchcord_is_calling(uuid,text,uuid,uuid,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_job_counts()
 RETURNS TABLE(state text, jobs integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account();
begin
  return query select s.state, count(*)::int from graphile_worker._private_jobs j
    cross join lateral (select patchcord_job_state(j.attempts, j.max_attempts, j.locked_at) as state) s
    where j.payload ->> 'account' = v_account::text group by 1;
end $function$
;
grant execute on function patchcord_job_counts() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_job_state(p_attempts integer, p_max_attempts integer, p_locked_at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when p_locked_at is not null then 'running' when p_attempts >= p_max_attempts then 'dead'
    when p_attempts > 0 then 'retrying' else 'waiting' end;
$function$
;
grant execute on function patchcord_job_state(integer,integer,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_jobs(p_state text, p_search text, p_limit integer, p_offset integer)
 RETURNS TABLE(id bigint, task text, state text, interaction_id uuid, run_at timestamp with time zone, created_at timestamp with time zone, attempts integer, max_attempts integer, last_error text, total integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare v_account uuid := patchcord_current_account(); v_search text := nullif(btrim(p_search), '');
begin
  return query
    select j.id, t.identifier, s.state, coalesce(a.interaction_id, c.interaction_id), j.run_at, j.created_at,
      j.attempts::int, j.max_attempts::int, j.last_error, (count(*) over ())::int
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    cross join lateral (select patchcord_job_state(j.attempts, j.max_attempts, j.locked_at) as state) s
    left join dial_attempt a on a.account_id = v_account and a.id = patchcord_id(j.payload ->> 'attempt')
    left join port_call c on c.account_id = v_account and c.id = patchcord_id(j.payload ->> 'port_call')
    where j.payload ->> 'account' = v_account::text
      and (p_state is null or s.state = p_state)
      and (v_search is null or coalesce(a.interaction_id, c.interaction_id)::text = lower(v_search)
        or position(lower(v_search) in lower(coalesce(j.last_error, ''))) > 0)
    order by s.state <> 'dead', j.run_at, j.id limit p_limit offset p_offset;
end $function$
;
grant execute on function patchcord_jobs(text,text,integer,integer) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_key_digest(p_account uuid, p_flow uuid, p_key text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select 'sha256:' || encode(sha256(convert_to(p_account || '/' || p_flow || '/' || p_key, 'UTF8')), 'hex')
$function$
;
grant execute on function patchcord_key_digest(uuid,uuid,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_leg(p_account uuid, p_token text, p_parent text, p_call text, p_turn integer, p_to text, p_status text, p_sequence integer, p_sip integer)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now();
begin
  insert into leg as l (account_id, interaction_id, call_id, turn, to_number, status, sequence, sip_code, answered_at, ended_at)
  select p_account, a.interaction_id, p_call, p_turn, p_to, p_status, p_sequence, p_sip,
    case when p_status = 'in_progress' then v_now end, case when p_status <> 'in_progress' then v_now end
  from dial_attempt a where a.account_id = p_account and a.token = p_token and a.call_id = p_parent
  on conflict (account_id, interaction_id, call_id) do update set status = excluded.status, sequence = excluded.sequence,
    sip_code = coalesce(excluded.sip_code, l.sip_code), answered_at = coalesce(l.answered_at, excluded.answered_at),
    ended_at = coalesce(l.ended_at, excluded.ended_at)
    where l.sequence < excluded.sequence;
  return null;
end $function$
;
grant execute on function patchcord_leg(uuid,text,text,text,integer,text,text,integer,integer) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_link(p_token_hash bytea)
 RETURNS TABLE(user_id uuid, email text, name text, account_name text, has_password boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account();
begin
  return query
    select u.id, u.email, u.name, a.name, u.password_hash is not null
    from sign_in_link l join membership m on m.account_id = l.account_id and m.user_id = l.user_id
    join app_user u on u.id = l.user_id join account a on a.id = l.account_id
    where l.account_id = v_account and l.token_hash = p_token_hash and l.expires_at > patchcord_now();
end $function$
;
grant execute on function patchcord_link(bytea) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_look_again(p_account uuid, p_subject text, p_id uuid, p_in interval)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  if p_in is null then
    delete from deadline where account_id = p_account and subject = p_subject and id = p_id and due_at > patchcord_now();
  else
    update deadline set due_at = patchcord_now() + p_in
      where account_id = p_account and subject = p_subject and id = p_id and due_at > patchcord_now();
  end if;
end $function$
;
grant execute on function patchcord_look_again(uuid,text,uuid,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_make_link(p_user uuid, p_token_hash bytea, p_valid interval)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account(); v_expires timestamptz := patchcord_now() + p_valid;
begin
  -- A password is one for all accounts of its user: who belongs to another one is none of this one's to let in.
  if not exists (select 1 from membership where account_id = v_account and user_id = p_user)
    or exists (select 1 from membership where account_id <> v_account and user_id = p_user) then return null; end if;
  insert into sign_in_link (account_id, user_id, token_hash, created_at, expires_at)
    values (v_account, p_user, p_token_hash, patchcord_now(), v_expires)
    on conflict (account_id, user_id) do update
      set token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at;
  return v_expires;
end $function$
;
grant execute on function patchcord_make_link(uuid,bytea,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_may_show(p_number text, p_secrets text[])
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  if p_number is null or cardinality(p_secrets) = 0 then
    return true;
  end if;
  return not exists (
    select from unnest(p_secrets) secret,
      lateral (select ltrim(regexp_replace(case when secret ~ '^[\s+(]*\d'
          then translate(upper(secret), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '22233344455566677778889999') else secret end, '\D', '', 'g'), '0') as digits,
        regexp_replace(p_number, '\D', '', 'g') as number) d
    where d.digits <> '' and (strpos(d.number, d.digits) > 0 or (d.number <> '' and strpos(d.digits, d.number) > 0)));
end $function$
;
grant execute on function patchcord_may_show(text,text[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_member(p_user uuid)
 RETURNS TABLE(user_id uuid, email text, name text, role text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account();
begin
  return query select u.id, u.email, u.name, m.role from membership m join app_user u on u.id = m.user_id
    where m.account_id = v_account and m.user_id = p_user;
end $function$
;
grant execute on function patchcord_member(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_members()
 RETURNS TABLE(user_id uuid, email text, name text, role text, has_password boolean, created_at timestamp with time zone, last_sign_in timestamp with time zone, open_sessions integer, link_expires_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account();
begin
  return query
    select u.id, u.email, u.name, m.role, u.password_hash is not null, u.created_at::timestamptz, s.latest, coalesce(s.open, 0), l.expires_at::timestamptz
    from membership m join app_user u on u.id = m.user_id
    left join lateral (select max(x.created_at)::timestamptz as latest,
        (count(*) filter (where x.revoked_at is null and x.expires_at > now()))::int as open
      from session x where x.user_id = m.user_id and x.account_id = v_account) s on true
    left join sign_in_link l on l.account_id = v_account and l.user_id = m.user_id and l.expires_at > patchcord_now()
    where m.account_id = v_account
    order by lower(u.name), u.email;
end $function$
;
grant execute on function patchcord_members() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_mentioning(p_account uuid, p_number text, p_after uuid, p_limit integer)
 RETURNS TABLE(id uuid, is_contact boolean, is_mentioned boolean, is_running boolean)
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_pattern text := patchcord_number_pattern(p_number);
begin
  return query
  with next as materialized (select i.id, i.status, i.state, i.document from interaction i
    where i.account_id = p_account and (p_after is null or i.id > p_after) order by i.id limit p_limit)
  select n.id, c.is_contact, c.is_contact or n.state::text ~ v_pattern or coalesce(n.document::text ~ v_pattern, false)
      or exists (select from dial_attempt a where a.account_id = p_account and a.interaction_id = n.id and a.to_number = p_number)
      or exists (select from leg l where l.account_id = p_account and l.interaction_id = n.id and l.to_number = p_number)
      or exists (select from refused_ring r where r.account_id = p_account and r.interaction_id = n.id and (r.to_number = p_number or r.message ~ v_pattern))
      or exists (select from port_call p where p.account_id = p_account and p.interaction_id = n.id and p.request::text ~ v_pattern)
      or exists (select from interaction_event e where e.account_id = p_account and e.interaction_id = n.id
        and (e.resume::text ~ v_pattern or e.events::text ~ v_pattern or e.answer ~ v_pattern)), n.status = 'running'
  from next n cross join lateral (select coalesce(n.state -> 'call' ->> 'to' = p_number, false)
    or exists (select from dial_attempt a where a.account_id = p_account and a.interaction_id = n.id and a.to_number = p_number and a.purpose = 'contact')
    or exists (select from callback b where b.account_id = p_account and b.interaction_id = n.id and b.number = p_number)
    or exists (select from refused_ring r where r.account_id = p_account and r.interaction_id = n.id and r.to_number = p_number
      and r.party = 'contact') as is_contact) c
  order by n.id;
end $function$
;
grant execute on function patchcord_mentioning(uuid,text,uuid,integer) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_never_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('patchcord.erasing', true) = 'on' then return new; end if;
  raise exception '% rows never change', tg_table_name using errcode = 'PC002';
end $function$
;
grant execute on function patchcord_never_changes() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_new_attempt(p_account uuid, p_interaction uuid, v jsonb, p_at timestamp with time zone, p_slot timestamp with time zone, p_lease timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
    ring_seconds, detect_machine, created_at, dial_at, drop_after, send_digits, submitted_at, lease_until, tries, counted,
    decision, held_until, visit_try, try_until)
  values (p_account, (v ->> 'id')::uuid, p_interaction, (v ->> 'visit')::int, v ->> 'token', (v ->> 'carrier_id')::uuid,
    v ->> 'from', v ->> 'to', case when p_lease is null then 'intended' else 'submitting' end, (v ->> 'ring_seconds')::int,
    (v ->> 'detect_machine')::boolean, p_at, p_slot, p_at + make_interval(secs => (v ->> 'drop_after_seconds')::float),
    v ->> 'send_digits', case when p_lease is not null then p_at end, p_lease, case when p_lease is null then 0 else 1 end,
    coalesce((v ->> 'counted')::boolean, false), v -> 'decision', (v ->> 'held_until')::timestamptz,
    (v ->> 'visit_try')::int, (v ->> 'try_until')::timestamptz)
  on conflict (account_id, carrier_id, from_number, to_number) where status in ('submitting', 'unknown') do nothing;
  return found;
end $function$
;
grant execute on function patchcord_new_attempt(uuid,uuid,jsonb,timestamp with time zone,timestamp with time zone,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_not_again(c callback)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select case
      when c.status <> 'over' or c.rounds_left is not null then 'not_over'
      when c.joined_at is not null then 'talked'
      when c.reason = 'cancelled' then 'cancelled'
      when c.number = '' then 'erased'
      when c.again_interaction is not null then 'rung_again'
      when i.status = 'running' then 'goes_on'
      when f.archived_at is not null or f.deleted_at is not null then 'flow_gone' end
  from interaction i join flow f on f.account_id = i.account_id and f.id = i.flow_id
  where i.account_id = c.account_id and i.id = c.interaction_id
$function$
;
grant execute on function patchcord_not_again(callback) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_note_attempt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if patchcord_has_webhooks(new.account_id) then
    insert into webhook_outbox (account_id, interaction_id, at, what, about)
    values (new.account_id, new.interaction_id, patchcord_now(),
      case when new.status = 'unknown' then 'in_doubt' when new.purpose = 'contact' then 'ringing' else 'agent_ringing' end,
      jsonb_build_object('attempt', new.id, 'callback', new.callback_id));
  end if;
  return null;
end $function$
;
grant execute on function patchcord_note_attempt() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_note_callback()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not patchcord_has_webhooks(new.account_id) then return null; end if;
  if new.rounds_left is null then
    insert into webhook_outbox (account_id, interaction_id, at, what, about)
    values (new.account_id, new.interaction_id, patchcord_now(), 'callback', jsonb_build_object('callback', new.id, 'visit', new.visit,
      'status', new.status, 'reason', new.reason, 'priority', new.priority, 'ring_group', new.ring_group_id, 'round', jsonb_array_length(new.rounds)));
  elsif new.status = 'joined' then
    insert into webhook_outbox (account_id, interaction_id, at, what, about)
    values (new.account_id, new.interaction_id, patchcord_now(), 'joined', jsonb_build_object('visit', new.visit));
  end if;
  return null;
end $function$
;
grant execute on function patchcord_note_callback() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_note_leg()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare v_document jsonb; v_key text;
begin
  if not patchcord_has_webhooks(new.account_id) then return null; end if;
  select document into v_document from interaction where account_id = new.account_id and id = new.interaction_id;
  if (v_document ->> 'turn')::int is distinct from new.turn then return null; end if;
  v_key := jsonb_path_query_first(v_document, '$.verbs[*] ? (@.verb == "forward").accept_key') #>> '{}';
  if v_key is not null and new.accepted_at is null then return null; end if;
  insert into webhook_outbox (account_id, interaction_id, at, what, about)
  values (new.account_id, new.interaction_id, patchcord_now(), 'joined', jsonb_build_object('visit', v_document -> 'visit'));
  return null;
end $function$
;
grant execute on function patchcord_note_leg() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_note_published()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if patchcord_has_webhooks(new.account_id) then
    insert into webhook_outbox (account_id, at, what, about)
    select new.account_id, patchcord_now(), 'published', jsonb_build_object('flow', new.id, 'name', new.name, 'version', v.id, 'number', v.number,
      'note', v.note) from flow_version v where v.account_id = new.account_id and v.id = new.published_version_id;
  end if;
  return null;
end $function$
;
grant execute on function patchcord_note_published() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_noted(p_limit integer)
 RETURNS TABLE(account_id uuid, id uuid, "position" bigint, at timestamp with time zone, interaction_id uuid, what text, about jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select o.account_id, o.id, (extract(epoch from o.noted_at) * 1000000)::bigint * 1000, o.at, o.interaction_id, o.what, o.about
  from webhook_outbox o order by o.noted_at limit p_limit
$function$
;
grant execute on function patchcord_noted(integer) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$ select now() + (select shift from patchcord_clock) $function$
;
grant execute on function patchcord_now() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_number_pattern(p_number text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select '(?<![0-9])(?:(?:\+|00|011)[-\s().]{0,2})?' || regexp_replace(substr(p_number, 2), '(?<=.)(?=.)', '(?:[-\\s\\u00a0\\u2009-\\u2011\\u202f().\\/]|\\(0\\)){0,4}', 'g') || '(?![0-9])(?:;ext=[0-9]+)?'
$function$
;
grant execute on function patchcord_number_pattern(text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_open_ring(p_account uuid, p_ring jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_price numeric := 0;
begin
  if jsonb_path_exists(p_ring, '$.use[*].money') then select p.price into v_price from patchcord_price(p_ring ->> 'to') p; end if;
  insert into open_ring (account_id, scope, subject, id, interaction_id, turn, starts_at, price)
  select p_account, u.scope, coalesce(u.subject, p_ring ->> u.scope), (p_ring ->> 'id')::uuid, (p_ring ->> 'interaction')::uuid,
    (p_ring ->> 'turn')::int, u.starts_at, v_price
  from jsonb_to_recordset(p_ring -> 'use') as u(scope text, subject text, starts_at timestamptz);
end $function$
;
grant execute on function patchcord_open_ring(uuid,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_open_rings(p_account uuid, p_scope text, p_subject text, p_at timestamp with time zone)
 RETURNS TABLE(id uuid, starts_at timestamp with time zone, price numeric, is_over boolean, minutes integer)
 LANGUAGE sql
 STABLE
AS $function$
  select o.id, o.starts_at, o.price, c.is_over, case when c.is_over and c.answered_at is null then 0 else
    greatest(1, ceil(extract(epoch from coalesce(case when c.is_over then c.ended_at end, p_at) - c.answered_at) / 60)) end::int
  from open_ring o
  left join dial_attempt a on o.turn is null and a.account_id = p_account and a.id = o.id
  left join interaction i on o.turn is not null and i.account_id = p_account and i.id = o.interaction_id
  left join lateral (select max(l.answered_at) as answered_at, max(l.ended_at) as ended_at from leg l
    where o.turn is not null and l.account_id = p_account and l.interaction_id = o.interaction_id and l.turn = o.turn) l on true
  left join lateral (select min(e.at) as at from interaction_event e
    where e.account_id = p_account and e.interaction_id = o.interaction_id and e.at >= l.answered_at) e on true
  cross join lateral (select coalesce(a.answered_at, l.answered_at) as answered_at, coalesce(a.ended_at, l.ended_at, e.at) as ended_at,
    case when o.turn is null then a.id is null or a.ended_at is not null
      else i.id is null or i.status <> 'running' or (i.state ->> 'turn')::int <> o.turn end as is_over) c
  where o.account_id = p_account and o.scope = p_scope and o.subject = p_subject
$function$
;
grant execute on function patchcord_open_rings(uuid,text,text,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_open_session(p_id uuid, p_user uuid, p_account uuid, p_expires timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into session (id, user_id, account_id, expires_at)
  select p_id, user_id, account_id, p_expires from membership where user_id = p_user and account_id = p_account
$function$
;
grant execute on function patchcord_open_session(uuid,uuid,uuid,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_other_admin(p_user uuid)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare v_account uuid := patchcord_current_account();
begin
  perform 1 from membership where account_id = v_account and role = 'admin' order by user_id for update;
  return exists (select 1 from membership m join app_user u on u.id = m.user_id
    where m.account_id = v_account and m.role = 'admin' and m.user_id <> p_user
      and (u.password_hash is not null or exists (select 1 from session s where s.user_id = m.user_id and s.account_id = v_account)));
end $function$
;
grant execute on function patchcord_other_admin(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_patch_attempt(p_account uuid, v_patch jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_id uuid := v_patch ->> 'id'; v_now timestamptz;
  v_callback uuid;
begin
  if v_patch ? 'answered' or v_patch ? 'ended' then v_now := patchcord_now(); end if;
  update dial_attempt set
    status = coalesce(v_patch ->> 'status', status),
    call_id = coalesce(call_id, v_patch ->> 'call_id'),
    call_status = coalesce(v_patch ->> 'call_status', call_status),
    call_sequence = coalesce((v_patch ->> 'call_sequence')::int, call_sequence),
    answered_by = coalesce(v_patch ->> 'answered_by', answered_by),
    carrier_code = coalesce((v_patch ->> 'carrier_code')::int, carrier_code),
    sip_code = coalesce((v_patch ->> 'sip_code')::int, sip_code),
    error = coalesce(v_patch ->> 'error', case when v_patch ? 'answered' then null else error end),
    duration_seconds = coalesce((v_patch ->> 'duration_seconds')::int, duration_seconds),
    answered_at = case when v_patch ? 'answered' then coalesce(answered_at, v_now) else answered_at end,
    ended_at = case when v_patch ? 'ended' then coalesce(ended_at, v_now) else ended_at end
  where account_id = p_account and id = v_id
  returning callback_id into v_callback;
  if v_now is not null then delete from deadline where account_id = p_account and subject = 'attempt' and id = v_id; end if;
  if v_callback is null then return; end if;
  if v_patch ? 'ended' then perform patchcord_agent_ended(p_account, v_callback, v_id);
  -- No step of a flow watches an agent's call: should its last word be lost, the carrier is asked.
  elsif v_patch ? 'answered' then perform patchcord_set_deadline(p_account, 'attempt', v_id, v_now + interval '30 seconds');
  end if;
end $function$
;
grant execute on function patchcord_patch_attempt(uuid,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_position(p_account uuid, p_interaction uuid, p_visit integer)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
AS $function$
declare c callback;
begin
  select * into c from callback where account_id = p_account and interaction_id = p_interaction and visit = p_visit
    and status = 'waiting' and rounds_left is not null;
  if c.id is null then return null; end if;
  -- As the index callback_line says who waits.
  return 1 + (select count(*) from callback w where w.account_id = p_account and w.ring_group_id = c.ring_group_id
    and w.rounds_left is not null and w.over_at is null and w.accepted_attempt is null and (w.priority, w.queued_at, w.id) < (c.priority, c.queued_at, c.id));
end $function$
;
grant execute on function patchcord_position(uuid,uuid,integer) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_presence(p_account uuid, p_flow uuid, p_user uuid, p_name text, p_moved boolean, p_step text)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now();
begin
  if not exists (select 1 from flow f where f.account_id = p_account and f.id = p_flow and f.deleted_at is null) then
    return null;
  end if;
  insert into presence as p (account_id, flow_id, user_id, user_name, step, seen_at)
  values (p_account, p_flow, p_user, p_name, p_step, v_now)
  on conflict (account_id, flow_id, user_id) do update
    set user_name = excluded.user_name, step = case when p_moved then excluded.step else p.step end, seen_at = v_now
    where p.seen_at < v_now - interval '12 seconds' / 3 or p_moved and p.step is distinct from excluded.step;
  return (select jsonb_agg(jsonb_build_object('user', one.user_id, 'name', one.user_name, 'step', one.step) order by one.user_id)
    from (select p.user_id, p.user_name, p.step from presence p
      where p.account_id = p_account and p.flow_id = p_flow and p.seen_at > v_now - interval '12 seconds'
      order by p.user_id = p_user desc, p.seen_at desc limit 12) one);
end $function$
;
grant execute on function patchcord_presence(uuid,uuid,uuid,text,boolean,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_price(p_to text)
 RETURNS TABLE(price numeric, currency text)
 LANGUAGE sql
 STABLE
AS $function$
  select c.price, c.currency from call_price c
  where c.prefix = any (array(select left(substr(p_to, 2), n) from generate_series(0, length(p_to) - 1) n))
  order by length(c.prefix) desc limit 1
$function$
;
grant execute on function patchcord_price(text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_project(p_account uuid, p_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET enable_nestloop TO 'off'
AS $function$
declare v_now timestamptz := patchcord_now(); v_settled uuid[];
begin
  with i as materialized (
    select i.id, i.flow_id, i.flow_version_id, i.client_id, i.version, i.status, i.outcome, i.call_result, i.started_at, i.finished_at,
      i.state -> 'call' ->> 'to' as to_number, i.state -> 'call' ->> 'from' as from_number, i.state -> 'variables' as variables,
      (select array_agg(d.key) from jsonb_each(v.definition -> 'variables') d where d.value @> '{"sensitive": true}') as sensitive
    from interaction i left join flow_version v on v.account_id = p_account and v.id = i.flow_version_id
    where i.account_id = p_account and i.id = any (p_ids)
  ), resume as materialized (
    select e.interaction_id as id, e.seq, e.at, e.resume ->> 'kind' as kind, e.resume ->> 'joined' as joined, e.resume ->> 'result' as result, e.events
    from interaction_event e where e.account_id = p_account and e.interaction_id = any (p_ids)
  ), event as materialized (
    select r.id, r.seq, o.nth, o.event ->> 'event' as kind, (o.event ->> 'visit')::int as visit, o.event
    from resume r cross join lateral jsonb_array_elements(r.events) with ordinality as o(event, nth)
  ), step as materialized (
    select distinct on (s.id, s.visit) s.id, s.visit, s.event ->> 'step' as step, s.event ->> 'component' as component,
      (s.event ->> 'at')::timestamptz as entered_at, nullif(l.event ->> 'exit', '') as exit, (l.event ->> 'at')::timestamptz as left_at,
      l.event -> 'error' ->> 'code' as error_code
    from event s left join event l on l.id = s.id and l.visit = s.visit and l.kind = 'step_left'
    where s.kind = 'step_entered' order by s.id, s.visit, l.seq desc, l.nth desc
  ), secret as materialized (
    select i.id, array(select i.variables ->> name from unnest(i.sensitive) name where i.variables ->> name is not null
      union select e.event ->> 'value' from event e where e.id = i.id and e.kind = 'variable_set' and e.event ->> 'name' = any (i.sensitive)
        and jsonb_typeof(e.event -> 'value') in ('string', 'number')) as texts
    from i where i.sensitive is not null
  ), attempt as materialized (
    select a.interaction_id as id, a.id as attempt, a.visit, a.purpose, a.to_number, a.from_number, a.call_id, a.status, a.call_status, a.error,
      a.created_at, a.submitted_at, a.ringing_at, a.answered_at, a.ended_at, coalesce(a.visit_try, 1) as try,
      row_number() over (partition by a.interaction_id, a.visit, a.purpose order by a.visit_try desc nulls last, a.id desc) as to_last
    from dial_attempt a where a.interaction_id = any (p_ids) and a.account_id = p_account
  ), leg as materialized (
    select l.interaction_id as id, l.call_id, l.to_number, l.status, l.answered_at, l.accepted_at, l.ended_at,
      coalesce(max(s.visit) filter (where s.entered_at <= coalesce(l.answered_at, l.ended_at, 'infinity')), max(s.visit), 0) as visit,
      row_number() over (partition by l.interaction_id order by l.turn, l.call_id) as nth
    from leg l left join step s on s.id = l.interaction_id
    where l.account_id = p_account and l.interaction_id = any (p_ids)
    group by l.account_id, l.interaction_id, l.call_id
  ), call as (
    select id, count(*) filter (where submitted_at is not null)::int as tries, min(submitted_at) as dialled_at, min(ringing_at) as ringing_at,
      -- Of a step that rang again, its last call is the one that tells whether somebody answered.
      min(answered_at) filter (where to_last = 1) as answered_at, bool_or(try > 1) as is_tried,
      (array_agg(coalesce(submitted_at, ringing_at) order by to_last > 1, answered_at))[1] as rung_at, (array_agg(to_number order by visit, attempt))[1] as to_number,
      (array_agg(from_number order by visit, attempt))[1] as from_number, (array_agg(call_id order by visit, attempt))[1] as call_id
    from attempt where purpose = 'contact' group by id
  ), open as (
    select id from attempt where submitted_at is not null and ended_at is null and status <> 'unknown' group by id
  ), told as (
    select id, min(at) filter (where kind = 'call_answered') as answered_at,
      coalesce(bool_or((kind = 'hung_up' and joined = 'true') or (kind = 'forward_ended' and result = 'answered')
        or (kind = 'callback_ended' and result = 'finished')), false) as is_joined
    from resume group by id
  ), back as (
    select c.interaction_id as id, min(c.joined_at) as joined_at, max(c.over_at) as over_at,
      (array_agg(a.to_number order by c.joined_at desc))[1] as to_number
    from callback c left join attempt a on a.attempt = c.accepted_attempt
    where c.account_id = p_account and c.interaction_id = any (p_ids) and c.joined_at is not null group by c.interaction_id
  ), joined as (
    select i.id, coalesce(t.is_joined or i.outcome = 'forwarded' or b.joined_at is not null, b.joined_at is not null) as is_joined, b.over_at,
      coalesce(b.joined_at, l.accepted_at, l.answered_at) as joined_at, coalesce(b.to_number, l.to_number) as to_number
    from i left join told t on t.id = i.id left join back b on b.id = i.id
    left join (select distinct on (l.id) l.id, l.accepted_at, l.answered_at, l.to_number from leg l where l.answered_at is not null
      order by l.id, l.accepted_at is null, l.nth desc) l on l.id = i.id
  ), parted as (
    select j.id, min(r.at) as at from joined j join resume r on r.id = j.id and r.at >= j.joined_at where j.is_joined group by j.id
  ), failed as (
    select distinct on (s.id) s.id, s.error_code from step s where s.error_code is not null order by s.id, s.visit desc
  ), fact as (
    select i.*, coalesce(k.to_number, i.to_number) as contact, coalesce(k.from_number, i.from_number) as origin, k.call_id, coalesce(k.tries, 0) as tries,
      k.dialled_at, k.ringing_at, k.rung_at,
      case when k.is_tried then k.answered_at else least(k.answered_at, t.answered_at) end as answered_at, j.is_joined, case when j.is_joined then j.joined_at end as joined_at,
      case when j.is_joined then coalesce(j.over_at, p.at, i.finished_at) end as parted_at,
      case when j.is_joined then j.to_number end as agent, coalesce(s.texts, '{}') as secrets,
      e.error_code,
      i.status <> 'running' and (i.finished_at < v_now - interval '120 seconds' or o.id is null) as is_settled
    from i left join call k on k.id = i.id left join told t on t.id = i.id left join joined j on j.id = i.id left join secret s on s.id = i.id
    left join parted p on p.id = i.id left join failed e on e.id = i.id left join open o on o.id = i.id
  ), written as (
    insert into interaction_fact as was (account_id, id, flow_id, flow_version_id, client_id, status, outcome, call_result, answered_by, error_code,
      contact, contact_end, is_contact_hidden, origin, call_id, agent, is_joined, tries, accepted_at, dialled_at, ringing_at, answered_at, joined_at,
      ended_at, ring_seconds, wait_seconds, talk_seconds, log_version, is_settled)
    select p_account, f.id, f.flow_id, f.flow_version_id, f.client_id, f.status, f.outcome, f.call_result,
      case when f.call_result in ('machine', 'voicemail') then 'voicemail' when f.call_result = 'screened' then 'screened' when f.answered_at is not null then 'person'
        when f.tries > 0 and f.status <> 'running' then 'nobody' end,
      f.error_code, c.contact, reverse(regexp_replace(c.contact, '\D', '', 'g')), f.contact is not null and c.contact is null,
      case when patchcord_may_show(f.origin, f.secrets) then f.origin end, f.call_id, case when patchcord_may_show(f.agent, f.secrets) then f.agent end,
      f.is_joined, f.tries, f.started_at, f.dialled_at, f.ringing_at, f.answered_at, f.joined_at, f.finished_at,
      extract(epoch from f.answered_at - f.rung_at), extract(epoch from f.joined_at - f.answered_at),
      case when f.joined_at <= f.parted_at then extract(epoch from f.parted_at - f.joined_at) end, f.version, f.is_settled
    from fact f cross join lateral (select case when patchcord_may_show(f.contact, f.secrets) then nullif(f.contact, '') end as contact) c
    on conflict (account_id, id) do update set (status, outcome, call_result, answered_by, error_code, contact, contact_end, is_contact_hidden, origin,
        call_id, agent, is_joined, tries, dialled_at, ringing_at, answered_at, joined_at, ended_at, ring_seconds, wait_seconds, talk_seconds,
        log_version, is_settled) =
      (excluded.status, excluded.outcome, excluded.call_result, excluded.answered_by, excluded.error_code, excluded.contact, excluded.contact_end,
        excluded.is_contact_hidden, excluded.origin, excluded.call_id, excluded.agent, excluded.is_joined, excluded.tries, excluded.dialled_at,
        excluded.ringing_at, excluded.answered_at, excluded.joined_at, excluded.ended_at, excluded.ring_seconds, excluded.wait_seconds,
        excluded.talk_seconds, excluded.log_version, excluded.is_settled)
      where not was.is_settled
    returning id, is_settled
  ), part as (
    select s.id, s.visit, 0 as part, 'step' as kind, s.step, s.exit, s.entered_at, s.left_at, null as agent, s.error_code from step s
    union all
    select l.id, l.visit, l.nth::int, 'leg', null, case when l.answered_at is not null then 'answered' else l.status end, coalesce(l.answered_at, l.ended_at), l.ended_at, l.to_number, null from leg l
    union all
    select a.id, a.visit, 1000 + row_number() over (partition by a.id order by a.visit, a.attempt)::int, 'attempt', null, coalesce(a.call_status, a.status),
      coalesce(a.submitted_at, a.created_at), a.ended_at, a.to_number, null from attempt a where a.purpose <> 'contact'
  ), steps as (
    insert into step_fact as was (account_id, interaction_id, visit, part, kind, flow_id, flow_version_id, client_id, accepted_at, step, step_name,
      component, component_name, exit, exit_name, entered_at, left_at, agent, error_code)
    select p_account, w.id, p.visit, p.part, p.kind, f.flow_id, f.flow_version_id, f.client_id, f.started_at, s.step, coalesce(n.name, s.step),
      s.component, coalesce(n.component_name, s.component), p.exit, case p.part when 0 then coalesce(n.exits ->> p.exit, p.exit) else p.exit end,
      coalesce(p.entered_at, s.entered_at), coalesce(p.left_at, case when p.kind = 'leg' then s.left_at end),
      case when patchcord_may_show(p.agent, f.secrets) then p.agent end, p.error_code
    from written w join fact f on f.id = w.id join part p on p.id = w.id
    join step s on s.id = w.id and s.visit = p.visit
    left join version_step n on n.account_id = p_account and n.flow_version_id = f.flow_version_id and n.step = s.step
    on conflict (account_id, interaction_id, visit, part) do update set (exit, exit_name, entered_at, left_at, agent, error_code) =
      (excluded.exit, excluded.exit_name, excluded.entered_at, excluded.left_at, excluded.agent, excluded.error_code)
    returning 1
  )
  select array_agg(w.id) into v_settled from written w where w.is_settled;
  insert into report_count as was (account_id, half_hour, flow_id, flow_version_id, client_id, measure, key, number)
  select p_account, c.half_hour, c.flow_id, c.flow_version_id, c.client_id, c.measure, c.key, c.number
  from patchcord_fact_counts(p_account, v_settled) c
  on conflict (account_id, half_hour, flow_id, flow_version_id, client_id, measure, key) do update set number = was.number + excluded.number;
  perform patchcord_count_outcomes(p_account, v_settled);
end $function$
;
grant execute on function patchcord_project(uuid,uuid[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_project_next(p_accounts uuid[], p_limit integer, p_deep boolean)
 RETURNS TABLE(account_id uuid, projected integer, nameless uuid[], is_behind boolean)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare v_account uuid; v_set text; v_mark uuid; v_from uuid; v_looked uuid[]; v_new uuid[]; v_changed uuid[]; v_nameless uuid[];
  -- Ids that one look passes over.
  v_look int := greatest(5000, p_limit);
  -- Ids are made a little before their commits.
  v_late uuid := patchcord_first_id(now() - interval '60 seconds');
  v_first uuid := '00000000-0000-0000-0000-000000000000';
begin
  foreach v_account in array p_accounts loop
    v_set := set_config('patchcord.account', v_account::text, true);
    insert into report_mark (account_id) values (v_account) on conflict do nothing;
    select coalesce(m.last_id, v_first) into v_mark from report_mark m where m.account_id = v_account for update skip locked;
    continue when not found;
    v_from := case when p_deep then least(v_mark, patchcord_first_id(now() - interval '1 hour')) else v_mark end;
    v_looked := array(select i.id from interaction i where i.account_id = v_account and i.id > v_from order by i.id limit v_look);
    v_new := array(select l.id from unnest(v_looked) l(id)
      where not exists (select from interaction_fact f where f.account_id = v_account and f.id = l.id) order by l.id limit p_limit);
    v_changed := array(select f.id from interaction_fact f join interaction i on i.account_id = v_account and i.id = f.id
      where f.account_id = v_account and not f.is_settled and (i.version <> f.log_version or (i.status <> 'running'
        and (i.finished_at < patchcord_now() - interval '120 seconds' or not exists (select from dial_attempt a
          where a.interaction_id = i.id and a.submitted_at is not null and a.ended_at is null and a.status <> 'unknown'))))
      limit p_limit);
    select array_agg(distinct i.flow_version_id) into v_nameless from interaction i
      where i.account_id = v_account and i.id = any (v_new || v_changed) and not exists (
        select from version_step n where n.account_id = v_account and n.flow_version_id = i.flow_version_id);
    if v_nameless is not null then
      return query select v_account, 0, v_nameless, true;
      continue;
    end if;
    if cardinality(v_new) + cardinality(v_changed) > 0 then
      perform patchcord_project(v_account, v_new || v_changed);
    end if;
    -- All up to the last that was looked at have their facts now, or all up to the last that there was room for.
    v_from := case when cardinality(v_new) = p_limit then v_new[p_limit] else v_looked[cardinality(v_looked)] end;
    update report_mark m set last_id = least(v_from, v_late)
      where m.account_id = v_account and v_from is not null and least(v_from, v_late) > v_mark;
    return query select v_account, cardinality(v_new) + cardinality(v_changed), v_nameless,
      cardinality(v_new) = p_limit or cardinality(v_changed) = p_limit or (cardinality(v_looked) >= v_look and v_from < v_late);
  end loop;
end $function$
;
grant execute on function patchcord_project_next(uuid[],integer,boolean) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_prompt(p_account uuid, p_id uuid)
 RETURNS TABLE(content_type text, bytes integer, sha256 text, stored_in text)
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select p.content_type, p.bytes, p.sha256, p.stored_in from prompt p
    where p.account_id = p_account and p.id = p_id;
end $function$
;
grant execute on function patchcord_prompt(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_prompt_slice(p_account uuid, p_prompt uuid, p_sha256 text, p_first integer, p_count integer)
 RETURNS bytea
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select substring(c.content from p_first + 1 for p_count) from prompt_content c
    where c.account_id = p_account and c.prompt_id = p_prompt and c.sha256 = p_sha256);
end $function$
;
grant execute on function patchcord_prompt_slice(uuid,uuid,text,integer,integer) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_prove_ring(p_account uuid, p_ring jsonb, p_at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_to text := p_ring ->> 'to'; v_most jsonb := p_ring -> 'per_number'; v_limits jsonb := p_ring -> 'limits'; v_forbids jsonb;
  v_limit jsonb; v_week timestamptz := p_at - interval '7 days'; v_counted text[] := '{}'; v_none text;
begin
  select case when a.dialling_stopped is not null then '{"isStopped": true}'::jsonb
      when exists (select from do_not_call d where d.account_id = p_account and d.number = v_to) then '{"doNotCall": true}'::jsonb end
    into v_forbids from account a where a.id = p_account;
  if v_forbids is not null then return v_forbids; end if;
  if p_ring ? 'use' then
    v_forbids := patchcord_prove_use(p_account, p_ring, p_at);
    if v_forbids is not null then return v_forbids; end if;
  end if;
  if v_limits is not null then
    -- One after another in the order that all processes name them, which costs less than a statement over the list.
    for v_nth in 0 .. jsonb_array_length(v_limits) - 1 loop
      v_limit := v_limits -> v_nth;
      insert into ring_count as c (account_id, scope, subject, unit, starts_at, rings, most)
      values (p_account, v_limit ->> 'scope', coalesce(v_limit ->> 'subject', p_ring ->> (v_limit ->> 'scope')), v_limit ->> 'unit',
        (v_limit ->> 'starts_at')::timestamptz, 1, (v_limit ->> 'most')::int)
      on conflict (account_id, scope, subject, unit, starts_at) do update set rings = c.rings + 1, most = excluded.most
        where c.rings < excluded.most;
      if found then v_counted := v_counted || ((v_limit ->> 'scope') || '.' || (v_limit ->> 'unit')); end if;
    end loop;
    if cardinality(v_counted) < jsonb_array_length(v_limits) then
      perform patchcord_uncount_ring(p_account, p_ring, v_counted);
      return (select jsonb_build_object('reached', l) from jsonb_array_elements(v_limits) l
        where (l ->> 'scope') || '.' || (l ->> 'unit') <> all (v_counted) order by l ->> 'ends_at' desc limit 1);
    end if;
  end if;
  if v_most is not null or p_ring ? 'alone' then
    v_none := pg_advisory_xact_lock(hashtextextended(p_account::text || v_to, 0))::text;
  end if;
  -- Under the lock, so that of two calls that may not be beside each other the second sees the first.
  if p_ring ? 'alone' and patchcord_is_calling(p_account, v_to, (p_ring ->> 'alone')::uuid, (p_ring ->> 'interaction')::uuid, p_at) then
    v_forbids := '{"isCalling": true}';
  elsif v_most is not null and exists (select from patchcord_rings_since(p_account, v_to, v_week)) then
    -- Most numbers have not been rung within the week: to see that costs less than to count their rings.
    select case when count(*) filter (where r.created_at > p_at - interval '1 hour') >= (v_most ->> 'hour')::int
        or count(*) filter (where r.created_at > p_at - interval '1 day') >= (v_most ->> 'day')::int
        or count(*) >= (v_most ->> 'week')::int
        or max(r.declined_at) > p_at - make_interval(mins => (v_most ->> 'pause_minutes')::int)
        then jsonb_build_object('earlier', jsonb_build_object('rings', jsonb_agg(r.created_at), 'declined_at', max(r.declined_at))) end
      into v_forbids from patchcord_rings_since(p_account, v_to, v_week) r;
  end if;
  if v_forbids is not null then
    if v_limits is not null then perform patchcord_uncount_ring(p_account, p_ring, v_counted); end if;
    return v_forbids;
  end if;
  if p_ring ? 'use' then perform patchcord_open_ring(p_account, p_ring); end if;
  return null;
end $function$
;
grant execute on function patchcord_prove_ring(uuid,jsonb,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_prove_use(p_account uuid, p_ring jsonb, p_at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_none text := pg_advisory_xact_lock(hashtextextended(p_account::text, 1))::text; l record; v_calls int; v_minutes int;
  v_money numeric; v_price numeric; v_currency text;
begin
  if jsonb_path_exists(p_ring, '$.use[*].money') then
    select p.price, p.currency into v_price, v_currency from patchcord_price(p_ring ->> 'to') p;
    if v_price is null then return '{"isUnpriced": true}'; end if;
  end if;
  for l in select u.scope, coalesce(u.subject, p_ring ->> u.scope) as subject, u.calls, u.minutes, u.money, u.starts_at, u.ends_at
    from jsonb_to_recordset(p_ring -> 'use') as u(scope text, subject text, calls int, minutes int, money numeric, starts_at timestamptz, ends_at text)
    order by u.scope
  loop
    perform patchcord_settle_rings(p_account, l.scope, l.subject, p_at);
    select count(*), coalesce(sum(o.minutes) filter (where o.starts_at = l.starts_at), 0),
        coalesce(sum(o.minutes * o.price) filter (where o.starts_at = l.starts_at), 0)
      into v_calls, v_minutes, v_money from patchcord_open_rings(p_account, l.scope, l.subject, p_at) o;
    select v_minutes + coalesce(sum(r.minutes), 0), v_money + coalesce(sum(r.money), 0) into v_minutes, v_money
      from ring_use r where r.account_id = p_account and r.scope = l.scope and r.subject = l.subject and r.starts_at = l.starts_at;
    if v_calls >= l.calls then
      return jsonb_build_object('reached', jsonb_build_object('scope', l.scope, 'unit', 'calls', 'most', l.calls));
    elsif v_minutes >= l.minutes then
      return jsonb_build_object('reached', jsonb_build_object('scope', l.scope, 'unit', 'minutes', 'most', l.minutes, 'ends_at', l.ends_at));
    elsif v_money + v_price > l.money then
      return jsonb_build_object('reached', jsonb_build_object('scope', l.scope, 'unit', 'money', 'most', l.money, 'ends_at', l.ends_at,
        'currency', v_currency));
    end if;
  end loop;
  return null;
end $function$
;
grant execute on function patchcord_prove_use(uuid,jsonb,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_published_function(p_account uuid, p_id uuid)
 RETURNS TABLE(name text, version integer, inputs jsonb, outputs jsonb, source text)
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select f.name, v.version, v.inputs, v.outputs, v.source from function f
    left join function_version v on v.account_id = f.account_id and v.function_id = f.id and v.version = f.published_version
    where f.account_id = p_account and f.id = p_id;
end $function$
;
grant execute on function patchcord_published_function(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_read(p_account uuid, p_interaction uuid, p_token text, p_input_key text, p_over jsonb)
 RETURNS TABLE(now timestamp with time zone, interaction_id uuid, version integer, flow_id uuid, flow_version_id uuid, status text, state jsonb, document jsonb, attempt jsonb, answer text, applied boolean, legs jsonb)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); a dial_attempt; i interaction;
begin
  if p_interaction is null then
    select * into a from dial_attempt d where d.account_id = p_account and d.token = p_token;
    if a.id is null then return; end if;
    select * into i from interaction where account_id = p_account and id = a.interaction_id;
  else
    select * into i from interaction where account_id = p_account and id = p_interaction;
    select * into a from dial_attempt d where d.account_id = p_account and d.interaction_id = p_interaction and d.purpose = 'contact'
      order by d.visit desc, d.visit_try desc nulls last limit 1;
  end if;
  if i.id is null then return; end if;
  if p_over is not null and i.status <> 'running' and a.call_id = p_over ->> 'call_id' and a.status = 'placed' then
    perform patchcord_patch_attempt(p_account, p_over || jsonb_build_object('id', a.id));
    a.status := 'ended';
  end if;
  applied := false;
  select e.answer, true into answer, applied from interaction_event e
    where e.account_id = p_account and e.interaction_id = i.id and e.input_key = p_input_key;
  -- Only a forward asks what became of its legs.
  if i.state -> 'wait' ->> 'for' = 'forward' then
    legs := (select jsonb_agg(jsonb_build_object('call_id', l.call_id, 'turn', l.turn, 'status', l.status, 'sip_code', l.sip_code,
      'answered', l.answered_at is not null, 'accepted', l.accepted_at is not null)) from leg l where l.account_id = p_account and l.interaction_id = i.id);
  end if;
  if a.id is not null then
    attempt := jsonb_build_object('id', a.id, 'token', a.token, 'visit', a.visit, 'carrier_id', a.carrier_id,
      'from', a.from_number, 'to', a.to_number, 'status', a.status, 'call_id', a.call_id, 'call_status', a.call_status,
      'call_sequence', a.call_sequence, 'ring_seconds', a.ring_seconds, 'detect_machine', a.detect_machine,
      'cancel_requested', a.cancel_requested, 'submitted_at', a.submitted_at, 'ringing_at', a.ringing_at, 'purpose', a.purpose);
    -- Only who waits on the line for an agent asks for the place there.
    if i.state -> 'wait' ->> 'for' = 'agents' then
      attempt := attempt || jsonb_strip_nulls(jsonb_build_object('position', patchcord_position(p_account, i.id, (i.state -> 'cursor' ->> 'visit')::int)));
    end if;
    if a.visit_try is not null then attempt := attempt || jsonb_build_object('visit_try', a.visit_try); end if;
  end if;
  applied := coalesce(applied, false);
  now := patchcord_now(); interaction_id := i.id; version := i.version; flow_id := i.flow_id; flow_version_id := i.flow_version_id;
  status := i.status; state := i.state; document := i.document;
  return next;
end $function$
;
grant execute on function patchcord_read(uuid,uuid,text,text,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_read_start(p_account uuid, p_flow uuid, p_key text)
 RETURNS TABLE(now timestamp with time zone, flow_found boolean, version_id uuid, version_number integer, body_hash text, response jsonb)
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
  v_keys text[] := case when p_key is not null then array[patchcord_key_digest(p_account, p_flow, p_key), p_key] end;
begin
  return query
    select patchcord_now(), f.id is not null and f.deleted_at is null, v.id, v.number, r.body_hash, r.response
    from (select 1) one
    left join flow f on f.account_id = p_account and f.id = p_flow
    left join flow_version v on v.account_id = p_account and v.id = f.published_version_id
      and f.archived_at is null and f.deleted_at is null
    left join start_request r on r.account_id = p_account and r.flow_id = p_flow and r.key = any (v_keys)
      and r.created_at > patchcord_now() - interval '24 hours';
end $function$
;
grant execute on function patchcord_read_start(uuid,uuid,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reading_answer_rate(p_account uuid, p_threshold double precision, p_window interval)
 RETURNS TABLE(subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE sql
 STABLE
AS $function$
  with at as (select patchcord_now() as now, a.time_zone from account a where a.id = p_account),
  present as (
    select sum(c.answered) as answered, sum(c.rung) as rung from at join alert_count c on c.account_id = p_account
      and c.slot > at.now - p_window - interval '300 seconds'),
  past as (
    select sum(c.answered) as answered, sum(c.rung) as rung
    from at cross join generate_series(1, 4) weeks
    cross join lateral (select ((at.now at time zone at.time_zone) - weeks * interval '7 days') at time zone at.time_zone as ends) w
    join alert_count c on c.account_id = p_account and c.slot > w.ends - p_window - interval '300 seconds' and c.slot <= w.ends)
  select '', '', 100.0 * n.answered / n.rung, 100.0 * p.answered / p.rung, least(n.rung, p.rung)::int from present n, past p
  where n.rung > 0 and p.answered > 0
$function$
;
grant execute on function patchcord_reading_answer_rate(uuid,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reading_carrier_credentials(p_account uuid, p_threshold double precision, p_window interval)
 RETURNS TABLE(subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE sql
 STABLE
AS $function$
  select '', '', sum(c.refused)::double precision, null::double precision, null::int from alert_count c
  where c.account_id = p_account and c.slot > patchcord_now() - p_window - interval '300 seconds'
  having sum(c.refused) > 0
$function$
;
grant execute on function patchcord_reading_carrier_credentials(uuid,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reading_dials_in_doubt(p_account uuid, p_threshold double precision, p_window interval)
 RETURNS TABLE(subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE sql
 STABLE
AS $function$
  select '', '', (d.open + d.given_up)::double precision, null::double precision, null::int
  from (select (select count(*) from dial_attempt a where a.account_id = p_account and a.status in ('submitting', 'unknown') and a.status = 'unknown') as open,
    (select coalesce(sum(c.in_doubt), 0) from alert_count c where c.account_id = p_account
      and c.slot > patchcord_now() - p_window - interval '300 seconds') as given_up) d
  where d.open + d.given_up > 0
$function$
;
grant execute on function patchcord_reading_dials_in_doubt(uuid,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reading_disk_full(p_account uuid, p_threshold double precision, p_window interval)
 RETURNS TABLE(subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE sql
 STABLE
AS $function$
  select h.host, h.host, 100.0 * h.disk_free, null::double precision, null::int from alert_host h where h.seen_at > patchcord_now() - interval '2 minutes'
$function$
;
grant execute on function patchcord_reading_disk_full(uuid,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reading_error_exits(p_account uuid, p_threshold double precision, p_window interval)
 RETURNS TABLE(subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE sql
 STABLE
AS $function$
  select '', '', 100.0 * sum(c.failed) / sum(c.ended), null::double precision, sum(c.ended)::int from alert_count c
  where c.account_id = p_account and c.slot > patchcord_now() - p_window - interval '300 seconds'
  having sum(c.ended) > 0
$function$
;
grant execute on function patchcord_reading_error_exits(uuid,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reading_flow_silent(p_account uuid, p_threshold double precision, p_window interval)
 RETURNS TABLE(subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE sql
 STABLE
AS $function$
  with at as (select patchcord_now() as now, a.time_zone from account a where a.id = p_account),
  past as (
    select c.flow_id, weeks, sum(c.ended) as ended
    from at cross join generate_series(1, 4) weeks
    cross join lateral (select ((at.now at time zone at.time_zone) - weeks * interval '7 days') at time zone at.time_zone as ends) w
    join alert_count c on c.account_id = p_account and c.slot > w.ends - p_window and c.slot <= w.ends
    group by c.flow_id, weeks),
  usual as (select p.flow_id, avg(p.ended) as ended from past p where p.ended > 0 group by p.flow_id having count(*) = 4)
  select f.id::text, f.name, (coalesce((select sum(c.ended) from alert_count c where c.account_id = p_account and c.flow_id = f.id
        and c.slot > at.now - p_window), 0)
      + (select count(*) from (select i.started_at from interaction i where i.flow_id = f.id and i.account_id = p_account order by i.id desc limit 1) last
        where last.started_at > at.now - p_window))::double precision, u.ended::double precision, null::int
  from usual u join flow f on f.account_id = p_account and f.id = u.flow_id, at
  where f.deleted_at is null and f.archived_at is null and f.published_version_id is not null
$function$
;
grant execute on function patchcord_reading_flow_silent(uuid,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reading_jobs_late(p_account uuid, p_threshold double precision, p_window interval)
 RETURNS TABLE(subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE sql
 STABLE
AS $function$
  select '', '', h.jobs_lag_seconds, null::double precision, null::int from patchcord_health() h
$function$
;
grant execute on function patchcord_reading_jobs_late(uuid,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reading_queue_wait(p_account uuid, p_threshold double precision, p_window interval)
 RETURNS TABLE(subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE sql
 STABLE
AS $function$
  select p.carrier_id::text, c.name, extract(epoch from p.next_at - patchcord_now())::double precision, null::double precision, null::int
  from carrier_pace p join carrier c on c.account_id = p_account and c.id = p.carrier_id
  where p.account_id = p_account and p.next_at > patchcord_now()
$function$
;
grant execute on function patchcord_reading_queue_wait(uuid,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reading_unwanted_calls(p_account uuid, p_threshold double precision, p_window interval)
 RETURNS TABLE(subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE sql
 STABLE
AS $function$
  select '', '', sum(c.unwanted)::double precision, null::double precision, null::int from alert_count c
  where c.account_id = p_account and c.slot > patchcord_now() - p_window - interval '300 seconds'
  having sum(c.unwanted) > 0
$function$
;
grant execute on function patchcord_reading_unwanted_calls(uuid,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reading_webhook_dead(p_account uuid, p_threshold double precision, p_window interval)
 RETURNS TABLE(subject text, name text, value double precision, usual double precision, calls integer)
 LANGUAGE sql
 STABLE
AS $function$
  select w.id::text, w.name, greatest(extract(epoch from patchcord_now() - w.failing_since) / 3600,
      case when w.status in ('failing', 'gone') then p_threshold end)::double precision, null::double precision, null::int
  from webhook_endpoint w where w.account_id = p_account and w.status <> 'paused' and w.failing_since is not null
$function$
;
grant execute on function patchcord_reading_webhook_dead(uuid,double precision,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_refuse_ring(p_account uuid, p_interaction uuid, p_ring jsonb, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  insert into refused_ring (account_id, id, at, interaction_id, flow_id, client_id, party, from_number, to_number, code, message, until)
  values (p_account, (p_ring ->> 'id')::uuid, p_at, p_interaction, (p_ring ->> 'flow')::uuid, coalesce(p_ring ->> 'client', (select i.client_id from interaction i where i.account_id = p_account and i.id = p_interaction)),
    p_ring ->> 'party',
    p_ring ->> 'from', p_ring ->> 'to', p_ring ->> 'code', p_ring ->> 'message', (p_ring ->> 'until')::timestamptz);
end $function$
;
grant execute on function patchcord_refuse_ring(uuid,uuid,jsonb,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_release_dial(p_account uuid, p_attempt uuid, p_ring jsonb, p_counted boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); v_forbids jsonb;
begin
  if p_ring ? 'alone' then
    select p_ring || jsonb_build_object('interaction', a.interaction_id) into p_ring from dial_attempt a
      where a.account_id = p_account and a.id = p_attempt;
  end if;
  v_forbids := patchcord_prove_ring(p_account, p_ring, v_now);
  if v_forbids is not null then return v_forbids; end if;
  update dial_attempt set held_until = null, counted = p_counted, created_at = v_now, dial_at = v_now,
      drop_after = v_now + (drop_after - held_until)
    where account_id = p_account and id = p_attempt and status = 'intended' and held_until is not null;
  -- Cancelled meanwhile.
  if not found and p_ring ?| array['limits', 'use'] then perform patchcord_uncount_ring(p_account, p_ring, null); end if;
  return null;
end $function$
;
grant execute on function patchcord_release_dial(uuid,uuid,jsonb,boolean) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_remove_job(p_id bigint)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account(); v_task text;
begin
  select t.identifier into v_task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.id = p_id and j.payload ->> 'account' = v_account::text and j.locked_at is null and j.attempts > 0 for update of j;
  if v_task is not null then perform graphile_worker.complete_jobs(array[p_id]); end if;
  return v_task;
end $function$
;
grant execute on function patchcord_remove_job(bigint) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_remove_member(p_user uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account(); v_other boolean := patchcord_other_admin(p_user); v_role text;
begin
  select role into v_role from membership where account_id = v_account and user_id = p_user;
  if v_role is null then return 'unknown'; end if;
  if v_role = 'admin' and not v_other then return 'last_admin'; end if;
  update session set revoked_at = now() where user_id = p_user and account_id = v_account and revoked_at is null;
  delete from sign_in_link where account_id = v_account and user_id = p_user;
  delete from membership where account_id = v_account and user_id = p_user;
  -- Without an account a user is nobody, and the address is free to be invited again.
  delete from app_user u where u.id = p_user and not exists (select 1 from membership m where m.user_id = u.id);
  return 'removed';
end $function$
;
grant execute on function patchcord_remove_member(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_renew_port_call(p_account uuid, p_id uuid, p_lease interval)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_until timestamptz := patchcord_now() + p_lease;
begin
  update port_call set lease_until = v_until where account_id = p_account and id = p_id and status = 'running';
  if found then perform patchcord_set_deadline(p_account, 'port_call', p_id, v_until); end if;
end $function$
;
grant execute on function patchcord_renew_port_call(uuid,uuid,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_replaced_interactions(p_account uuid, p_attempt uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query
    with ringing as (
      select o.interaction_id as id, p.started_at, o.status = 'intended' and o.held_until is not null as waits
      from dial_attempt a
      join interaction i on i.account_id = p_account and i.id = a.interaction_id
      join dial_attempt o on o.account_id = p_account and o.to_number = a.to_number and o.purpose = 'contact'
        and o.created_at > a.created_at - interval '8 days'
      join interaction p on p.account_id = p_account and p.id = o.interaction_id and p.flow_id = i.flow_id
      where a.account_id = p_account and a.id = p_attempt)
    select distinct r.id from ringing r where r.waits and exists (
      select from ringing n where (n.started_at, n.id) > (r.started_at, r.id));
end $function$
;
grant execute on function patchcord_replaced_interactions(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reporting_accounts()
 RETURNS SETOF uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select account_id from deadline where subject = 'account'
$function$
;
grant execute on function patchcord_reporting_accounts() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_reserve_slot(p_account uuid, p_carrier uuid, p_rate double precision, p_max_wait interval, p_now timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
AS $function$
declare v_gap interval; v_next timestamptz;
begin
  if p_rate is null then
    select next_at into v_next from carrier_pace where account_id = p_account and carrier_id = p_carrier;
    if v_next is null or v_next <= p_now then return p_now; end if;
  end if;
  v_gap := make_interval(secs => 1 / coalesce(p_rate, 5));
  insert into carrier_pace as pace (account_id, carrier_id, next_at) values (p_account, p_carrier, p_now + v_gap)
  on conflict (account_id, carrier_id) do update set next_at = greatest(pace.next_at, p_now) + v_gap
    where pace.next_at <= p_now + p_max_wait
  returning next_at into v_next;
  return v_next - v_gap;
end $function$
;
grant execute on function patchcord_reserve_slot(uuid,uuid,double precision,interval,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_retry_job(p_id bigint)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account(); v_task text;
begin
  select t.identifier into v_task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.id = p_id and j.payload ->> 'account' = v_account::text and j.locked_at is null and j.attempts > 0 for update of j;
  if v_task is not null then perform graphile_worker.reschedule_jobs(array[p_id], now(), null, 0); end if;
  return v_task;
end $function$
;
grant execute on function patchcord_retry_job(bigint) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_revoke_session(p_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update session set revoked_at = now() where id = p_id and revoked_at is null
$function$
;
grant execute on function patchcord_revoke_session(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_ring_again(p_account uuid, p_interaction uuid, p_again jsonb, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  update callback set again_at = p_at, again_by = p_again ->> 'name', again_interaction = p_interaction
    where account_id = p_account and id = (p_again ->> 'callback')::uuid;
  insert into audit_log (account_id, id, actor, actor_name, action, subject, after)
  select p_account, (p_again ->> 'audit')::uuid, p_again ->> 'actor', p_again ->> 'name', 'callback.ring_again', f.name,
    jsonb_build_object('flow', i.flow_id, 'interaction', i.id)
  from interaction i join flow f on f.account_id = p_account and f.id = i.flow_id where i.account_id = p_account and i.id = p_interaction;
end $function$
;
grant execute on function patchcord_ring_again(uuid,uuid,jsonb,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_ring_agent(p_account uuid, p_callback uuid, p_attempt jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); c callback; v_now timestamptz := patchcord_now();
  v_slot timestamptz; v_agent text := coalesce(p_attempt ->> 'agent', p_attempt ->> 'to');
begin
  select * into c from callback where account_id = p_account and id = p_callback for update;
  if c.status is distinct from 'waiting' or v_agent = any (c.tried) or c.give_up_at <= v_now then return false; end if;
  insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
    ring_seconds, detect_machine, created_at, dial_at, drop_after, purpose, callback_id, send_digits, decision)
  values (p_account, (p_attempt ->> 'id')::uuid, c.interaction_id, c.visit, p_attempt ->> 'token',
    (p_attempt ->> 'carrier_id')::uuid, c.from_number, p_attempt ->> 'to', 'intended', (p_attempt ->> 'ring_seconds')::int, false, v_now, v_now,
    v_now + make_interval(secs => (p_attempt ->> 'drop_after_seconds')::float), 'callback_agent', p_callback,
    p_attempt ->> 'send_digits', p_attempt -> 'decision')
  on conflict do nothing;
  if not found then return false; end if;
  if p_attempt ? 'ring' and patchcord_prove_ring(p_account, (p_attempt -> 'ring') || (
      select jsonb_build_object('flow', i.flow_id, 'client', i.client_id) from interaction i
      where i.account_id = p_account and i.id = c.interaction_id), v_now) is not null then
    delete from dial_attempt where account_id = p_account and id = (p_attempt ->> 'id')::uuid;
    return false;
  end if;
  v_slot := patchcord_reserve_slot(p_account, (p_attempt ->> 'carrier_id')::uuid, (p_attempt ->> 'calls_per_second')::float,
    interval '1 day', v_now);
  update dial_attempt set dial_at = v_slot where account_id = p_account and id = (p_attempt ->> 'id')::uuid;
  update callback set tried = tried || v_agent where account_id = p_account and id = p_callback;
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt ->> 'id'), now() + (v_slot - v_now),
    'dial:' || (p_attempt ->> 'id'));
  return true;
end $function$
;
grant execute on function patchcord_ring_agent(uuid,uuid,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_ring_group_work(p_account uuid, p_group uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_work jsonb := patchcord_callback_work(p_account, p_group);
begin
  return v_work || jsonb_build_object('callbacks', (select coalesce(jsonb_agg(c - 'on_phone' order by nth), '[]')
    from jsonb_array_elements(v_work -> 'callbacks') with ordinality as of_group(c, nth)));
end $function$
;
grant execute on function patchcord_ring_group_work(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_rings_since(p_account uuid, p_to text, p_since timestamp with time zone)
 RETURNS TABLE(created_at timestamp with time zone, declined_at timestamp with time zone)
 LANGUAGE sql
 STABLE
AS $function$
  select d.created_at, case when d.call_status = 'busy' or d.sip_code in (486, 603) then d.ended_at end
  from dial_attempt d where d.account_id = p_account and d.to_number = p_to and d.created_at > p_since
    and d.counted and d.purpose = 'contact' and d.status not in ('refused', 'dropped', 'cancelled')
$function$
;
grant execute on function patchcord_rings_since(uuid,text,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_session(p_id uuid)
 RETURNS TABLE(user_id uuid, email text, name text, account_id uuid, account_name text, role text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare found_account uuid;
begin
  select s.account_id into found_account from session s
    where s.id = p_id and s.revoked_at is null and s.expires_at > now();
  if found_account is null then return; end if;
  perform set_config('patchcord.account', found_account::text, true);
  return query
    select u.id, u.email, u.name, a.id, a.name, m.role
    from session s join app_user u on u.id = s.user_id
    join membership m on m.user_id = s.user_id and m.account_id = s.account_id
    join account a on a.id = s.account_id
    where s.id = p_id;
end $function$
;
grant execute on function patchcord_session(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_set_deadline(p_account uuid, p_subject text, p_id uuid, p_due timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  insert into deadline (account_id, subject, id, due_at) values (p_account, p_subject, p_id, p_due)
  on conflict (account_id, subject, id) do update set due_at = excluded.due_at;
end $function$
;
grant execute on function patchcord_set_deadline(uuid,text,uuid,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_set_role(p_user uuid, p_role text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account(); v_other boolean := patchcord_other_admin(p_user); v_role text;
begin
  select role into v_role from membership where account_id = v_account and user_id = p_user;
  if v_role is null then return 'unknown'; end if;
  if v_role = 'admin' and p_role <> 'admin' and not v_other then return 'last_admin'; end if;
  update membership set role = p_role where account_id = v_account and user_id = p_user;
  return 'changed';
end $function$
;
grant execute on function patchcord_set_role(uuid,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_settle_rings(p_account uuid, p_scope text, p_subject text, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
  with over as materialized (select * from patchcord_open_rings(p_account, p_scope, p_subject, p_at) o where o.is_over),
    forgotten as (delete from open_ring o using over where o.account_id = p_account and o.scope = p_scope and o.subject = p_subject and o.id = over.id)
  insert into ring_use as u (account_id, scope, subject, starts_at, minutes, money)
  select p_account, p_scope, p_subject, over.starts_at, sum(over.minutes), sum(over.minutes * over.price) from over group by over.starts_at
  on conflict (account_id, scope, subject, starts_at) do update set minutes = u.minutes + excluded.minutes, money = u.money + excluded.money
$function$
;
grant execute on function patchcord_settle_rings(uuid,text,text,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_settle_webhook(p_account uuid, p_endpoint uuid, p_event text, p_try jsonb, p_status text, p_again interval)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); d webhook_delivery;
  v_is_over boolean := p_status in ('delivered', 'dead'); v_before text; v_after text;
begin
  update webhook_delivery set status = case when v_is_over then p_status else status end, tries = tries + 1,
      due_at = case when not v_is_over then v_now + p_again end, ended_at = case when v_is_over then v_now end,
      last_status = (p_try ->> 'status')::int, last_error = p_try ->> 'error'
    where account_id = p_account and endpoint_id = p_endpoint and event_id = p_event and status = 'waiting' returning * into d;
  if not found then return null; end if;
  insert into webhook_try (account_id, id, endpoint_id, event_id, at, milliseconds, status, error, answer)
  values (p_account, (p_try ->> 'id')::uuid, p_endpoint, p_event, v_now, (p_try ->> 'milliseconds')::int, (p_try ->> 'status')::int,
    p_try ->> 'error', p_try ->> 'answer');
  if v_is_over then
    update webhook_delivery n set due_at = v_now
      where n.account_id = p_account and n.endpoint_id = p_endpoint and n.stream = d.stream and n.status = 'waiting' and n.due_at is null
        and n."position" = (select min(x."position") from webhook_delivery x where x.account_id = p_account and x.endpoint_id = p_endpoint
          and x.stream = d.stream and x.status = 'waiting');
  end if;
  if p_status = 'delivered' then
    update webhook_endpoint set failing_since = null, failures = 0
      where account_id = p_account and id = p_endpoint and failures > 0;
    return null;
  end if;
  select status into v_before from webhook_endpoint where account_id = p_account and id = p_endpoint for update;
  update webhook_endpoint w set failing_since = coalesce(w.failing_since, v_now), failures = w.failures + 1,
      status = case when w.status <> 'active' then w.status when (p_try ->> 'status')::int = 410 then 'gone'
        when w.failing_since < v_now - interval '5 days' then 'failing' else w.status end
    where w.account_id = p_account and w.id = p_endpoint returning w.status into v_after;
  return case when v_after <> v_before then v_after end;
end $function$
;
grant execute on function patchcord_settle_webhook(uuid,uuid,text,jsonb,text,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_sign_in(p_email text)
 RETURNS TABLE(user_id uuid, name text, password_hash text, account_id uuid, role text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select u.id, u.name, u.password_hash, m.account_id, m.role
  from app_user u join membership m on m.user_id = u.id
  where u.email = lower(p_email) order by m.account_id limit 1
$function$
;
grant execute on function patchcord_sign_in(text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_sign_out_member(p_user uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account(); v_count int;
begin
  if not exists (select 1 from membership where account_id = v_account and user_id = p_user) then return null; end if;
  update session set revoked_at = now()
    where user_id = p_user and account_id = v_account and revoked_at is null and expires_at > now();
  get diagnostics v_count = row_count;
  return v_count;
end $function$
;
grant execute on function patchcord_sign_out_member(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_start(p_account uuid, p_interaction uuid, p_flow uuid, p_version uuid, p_client text, p_key text, p_body_hash text, p_response jsonb, p_burst jsonb)
 RETURNS TABLE(result text, body_hash text, response jsonb)
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_published uuid; v_now timestamptz := patchcord_now();
  v_ring jsonb := p_burst -> 'ring'; v_keys text[]; v_callback callback;
begin
  select case when f.archived_at is null and f.deleted_at is null then f.published_version_id end into v_published
    from flow f where f.account_id = p_account and f.id = p_flow;
  if v_published is distinct from p_version then
    -- A draft that is rung at the test phones, and a button's call that asks first, run on the version that was frozen for them.
    select v.id into v_published from flow_version v
      where v.account_id = p_account and v.id = p_version and v.flow_id = p_flow and (v.status in ('trial', 'asking') or p_burst ? 'again');
  end if;
  if v_published is distinct from p_version
    or (p_burst ->> 'at')::timestamptz not between v_now - interval '4 seconds' and v_now then
    result := 'outdated';
    return next;
    return;
  end if;
  if p_key is not null then
    v_set := set_config('lock_timeout', '2s', true);
    -- It is kept as its digest (patchcord_hash_start_key), or as it was sent before that was so.
    v_keys := array[patchcord_key_digest(p_account, p_flow, p_key), p_key];
    insert into start_request as r (account_id, flow_id, key, body_hash, response, created_at)
    values (p_account, p_flow, p_key, p_body_hash, p_response, v_now)
    on conflict (account_id, flow_id, key) do update
      set body_hash = excluded.body_hash, response = excluded.response, created_at = excluded.created_at
      where r.created_at <= v_now - interval '24 hours';
    if not found then
      return query select 'replayed', r.body_hash, r.response from start_request r
        where r.account_id = p_account and r.flow_id = p_flow and r.key = any (v_keys)
        order by r.created_at desc limit 1;
      return;
    end if;
  end if;
  if p_burst ? 'again' then
    -- The row is locked, so that of two who ask at once the second sees what the first has made of it.
    select * into v_callback from callback c where c.account_id = p_account and c.id = (p_burst -> 'again' ->> 'callback')::uuid for update;
    response := to_jsonb(coalesce(patchcord_not_again(v_callback), case when v_callback.id is null then 'gone' end));
    if response is not null then
      result := 'not_again';
      return next;
      return;
    end if;
  end if;
  if v_ring is not null then
    response := patchcord_prove_ring(p_account, v_ring, (p_burst ->> 'at')::timestamptz);
    if response is not null then
      result := 'not_allowed';
      if p_key is not null then
        delete from start_request r where r.account_id = p_account and r.flow_id = p_flow and r.key = any (v_keys);
      end if;
      return next;
      return;
    end if;
  end if;
  insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, outcome, call_result, state,
    document, expires_at, started_at, finished_at)
  values (p_account, p_interaction, p_flow, p_version, p_client, (p_burst ->> 'version')::int, p_burst ->> 'status',
    p_burst ->> 'outcome', p_burst ->> 'call_result', p_burst -> 'state', nullif(p_burst -> 'document', 'null'),
    (p_burst ->> 'expires_at')::timestamptz, (p_burst ->> 'at')::timestamptz,
    case when p_burst ->> 'status' <> 'running' then (p_burst ->> 'at')::timestamptz end);
  result := patchcord_write_burst(p_account, p_interaction, p_burst);
  if result = 'no_slot' then
    -- Nothing else was written yet.
    if v_ring ?| array['limits', 'use'] then perform patchcord_uncount_ring(p_account, v_ring, null); end if;
    delete from interaction i where i.account_id = p_account and i.id = p_interaction;
    if p_key is not null then
      delete from start_request r where r.account_id = p_account and r.flow_id = p_flow and r.key = any (v_keys);
    end if;
  elsif p_burst ? 'again' then
    perform patchcord_ring_again(p_account, p_interaction, p_burst -> 'again', v_now);
  end if;
  return next;
end $function$
;
grant execute on function patchcord_start(uuid,uuid,uuid,uuid,text,text,text,jsonb,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_sweep(p_account uuid, p_limit integer, p_again interval)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); v_days int; v_old uuid[];
  v_events text[];
begin
  select retention_days into v_days from account where id = p_account;
  v_old := array(select id from interaction where account_id = p_account and status <> 'running'
    and finished_at < v_now - make_interval(days => v_days) limit p_limit);
  perform patchcord_delete_interactions(p_account, v_old);
  delete from flow f where f.account_id = p_account and f.deleted_at is not null and not exists (
    select 1 from interaction i where i.account_id = p_account and i.flow_id = f.id);
  -- What was frozen is not needed once its interactions are gone, which are at most a week longer under way than it is young.
  delete from flow_version v where v.account_id = p_account and v.status in ('trial', 'asking')
    and v.created_at < v_now - make_interval(days => v_days + 8) and not exists (
      select 1 from interaction i where i.account_id = p_account and i.flow_id = v.flow_id and i.flow_version_id = v.id);
  delete from version_step n where n.account_id = p_account and not exists (
    select 1 from flow_version v where v.account_id = p_account and v.id = n.flow_version_id);
  delete from report_count where account_id = p_account and half_hour < v_now - make_interval(days => v_days + 8);
  delete from report_export_part p using report_export e where p.account_id = p_account and e.account_id = p_account and e.id = p.export_id
    and e.expires_at < v_now;
  delete from report_export where account_id = p_account and expires_at < v_now;
  delete from report_run where account_id = p_account and turn_at < v_now - interval '90 days';
  delete from backtest_difference d using backtest b where d.account_id = p_account and b.account_id = p_account and b.id = d.backtest_id
    and b.expires_at < v_now;
  delete from backtest_group g using backtest b where g.account_id = p_account and b.account_id = p_account and b.id = g.backtest_id
    and b.expires_at < v_now;
  delete from backtest where account_id = p_account and expires_at < v_now;
  delete from presence where account_id = p_account and seen_at < v_now - interval '1 hour';
  delete from start_request where account_id = p_account and created_at < v_now - interval '24 hours';
  delete from api_request where account_id = p_account and created_at < v_now - interval '24 hours';
  -- Starts that were refused have no interaction to go with.
  delete from refused_ring where account_id = p_account and interaction_id is null and at < v_now - make_interval(days => v_days);
  delete from ring_count where account_id = p_account and starts_at < v_now - interval '3 days';
  delete from ring_use where account_id = p_account and starts_at < v_now - interval '3 days';
  -- A call lasts hours at most.
  delete from open_ring where account_id = p_account and starts_at < v_now - interval '3 days';
  delete from button_request where account_id = p_account and at < v_now - make_interval(days => v_days);
  -- A file whose sender has gone, and reports that nobody needs any more.
  delete from number_import_piece p using number_import n where p.account_id = p_account and n.account_id = p_account and n.id = p.import_id
    and n.state = 'uploading' and n.requested_at < v_now - interval '1 day';
  delete from number_import where account_id = p_account and requested_at < v_now - make_interval(days => v_days);
  update webhook_delivery set status = 'dead', due_at = null, ended_at = v_now where account_id = p_account and status = 'waiting' and until < v_now - interval '1 hour';
  v_events := array(select id from webhook_event where account_id = p_account
    and at < v_now - least(make_interval(days => v_days), interval '30 days') limit p_limit);
  delete from webhook_try where account_id = p_account and event_id = any (v_events);
  delete from webhook_delivery where account_id = p_account and event_id = any (v_events);
  delete from webhook_event where account_id = p_account and id = any (v_events);
  delete from alert_count where account_id = p_account and slot < v_now - interval '29 days';
  delete from alert where account_id = p_account and ended_at < v_now - interval '90 days';
  delete from alert_notice where account_id = p_account and until < v_now - interval '1 day';
  delete from oauth_assertion where account_id = p_account and expires_at < v_now;
  -- More than fits one sweep: go on at once.
  perform patchcord_set_deadline(p_account, 'account', p_account, v_now + case when p_limit in (cardinality(v_old), cardinality(v_events)) then interval '0' else p_again end);
  return cardinality(v_old);
end $function$
;
grant execute on function patchcord_sweep(uuid,integer,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_take_button(p_account uuid, p_button uuid, p_nonce text, p_network text, p_number text, p_pause interval, p_most jsonb, p_consent jsonb)
 RETURNS TABLE(outcome text, seconds integer)
 LANGUAGE plpgsql
AS $function$
declare v_until timestamptz; v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now();
  v_none text := pg_advisory_xact_lock(hashtextextended(p_button::text, 1))::text;
begin
  v_none := pg_advisory_xact_lock(hashtextextended(p_account::text || p_number, 2))::text;
  if exists (select from button_request r where r.account_id = p_account and r.nonce = p_nonce) then
    outcome := 'replayed';
    return next;
    return;
  end if;
  with recent as (
    select r.at, r.network, r.number, r.outcome = 'accepted' as rang from button_request r
    where r.account_id = p_account and r.button_id = p_button and r.at > v_now - interval '1 day'),
  asked as (
    select r.at, i.state -> 'variables' ->> 'button_answer' = '1' as confirmed, d.answered
    from button_request r
    join interaction i on i.account_id = p_account and i.id = r.interaction_id and i.state -> 'variables' ? 'button_answer'
    cross join lateral (
      select bool_or(a.answered_at is not null and a.answered_by is distinct from 'machine') as answered
      from dial_attempt a where a.account_id = p_account and a.interaction_id = i.id and a.counted
        and a.purpose = 'contact' and a.status not in ('refused', 'dropped', 'cancelled')) d
    where r.account_id = p_account and r.number = p_number and r.at > v_now - interval '1 day' and r.outcome = 'accepted'
      and d.answered is not null),
  unconfirmed as (
    select a.at, a.answered from asked a
    where a.confirmed is not true and a.at > coalesce((select max(c.at) from asked c where c.confirmed), '-infinity')),
  reached as (
    select 'network' as name, (select n.at + interval '1 hour' from recent n where n.network = p_network
        and n.at > v_now - interval '1 hour' order by n.at desc offset (p_most ->> 'network')::int - 1 limit 1) as ends
    union all select 'number', (select max(n.at) + p_pause from recent n where n.rang and n.number = p_number and n.at > v_now - p_pause)
    union all select 'number', (select n.at + interval '1 day' from recent n where n.rang and n.number = p_number
        order by n.at desc offset (p_most ->> 'number')::int - 1 limit 1)
    union all select 'number', (select max(u.at) + p_pause from unconfirmed u where u.at > v_now - p_pause)
    union all select 'number', (select max(u.at) + interval '1 day' from unconfirmed u having bool_or(u.answered) or count(*) > 1)
    union all select 'hour', (select n.at + interval '1 hour' from recent n where n.rang and n.at > v_now - interval '1 hour'
        order by n.at desc offset (p_most ->> 'hour')::int - 1 limit 1)
    union all select 'day', (select n.at + interval '1 day' from recent n where n.rang
        order by n.at desc offset (p_most ->> 'day')::int - 1 limit 1))
  select name, ends into outcome, v_until from reached where ends is not null order by ends desc limit 1;
  outcome := coalesce(outcome, 'accepted');
  seconds := greatest(1, ceil(extract(epoch from v_until - v_now)))::int;
  insert into button_request (account_id, nonce, button_id, at, network, number, outcome, consent)
  values (p_account, p_nonce, p_button, v_now, p_network, p_number, outcome, case when outcome = 'accepted' then p_consent end);
  return next;
end $function$
;
grant execute on function patchcord_take_button(uuid,uuid,text,text,text,interval,jsonb,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_take_due(p_limit integer, p_lease interval)
 RETURNS SETOF deadline
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update deadline d set due_at = patchcord_now() + p_lease
  from (select account_id, subject, id from deadline where due_at <= patchcord_now()
    order by due_at limit p_limit for update skip locked) due
  where d.account_id = due.account_id and d.subject = due.subject and d.id = due.id
  returning d.*
$function$
;
grant execute on function patchcord_take_due(integer,interval) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_terminal_absorbs()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('patchcord.erasing', true) = 'on' then return new; end if;
  raise exception 'interaction % has ended and cannot change', old.id using errcode = 'PC001';
end $function$
;
grant execute on function patchcord_terminal_absorbs() to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_touch_client(p_account uuid, p_id text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  update oauth_client set last_used_at = patchcord_now()
    where account_id = p_account and id = p_id and (last_used_at is null or last_used_at < patchcord_now() - interval '1 minutes');
end $function$
;
grant execute on function patchcord_touch_client(uuid,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_uncount_ring(p_account uuid, p_ring jsonb, p_counted text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  update ring_count c set rings = c.rings - 1
  from jsonb_to_recordset(p_ring -> 'limits') as l(scope text, subject text, unit text, starts_at timestamptz)
  where c.account_id = p_account and c.scope = l.scope and c.subject = coalesce(l.subject, p_ring ->> l.scope) and c.unit = l.unit
    and c.starts_at = l.starts_at and (p_counted is null or l.scope || '.' || l.unit = any (p_counted));
  if p_counted is null and p_ring ? 'use' then
    delete from open_ring o using jsonb_to_recordset(p_ring -> 'use') as u(scope text, subject text)
    where o.account_id = p_account and o.scope = u.scope and o.subject = coalesce(u.subject, p_ring ->> u.scope) and o.id = (p_ring ->> 'id')::uuid;
  end if;
end $function$
;
grant execute on function patchcord_uncount_ring(uuid,jsonb,text[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_use_assertion(p_account uuid, p_client text, p_jti text, p_expires timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('patchcord.account', p_account::text, true);
  delete from oauth_assertion where account_id = p_account and client_id = p_client
    and expires_at < patchcord_now() - interval '5 minutes';
  insert into oauth_assertion (account_id, client_id, jti, expires_at) values (p_account, p_client, p_jti, p_expires)
  on conflict do nothing;
  return found;
end $function$
;
grant execute on function patchcord_use_assertion(uuid,text,text,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_use_link(p_token_hash bytea, p_name text, p_password_hash text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v_account uuid := patchcord_current_account(); v_user uuid;
begin
  delete from sign_in_link where account_id = v_account and token_hash = p_token_hash and expires_at > patchcord_now()
    returning user_id into v_user;
  if v_user is null then return null; end if;
  update app_user set name = p_name, password_hash = p_password_hash where id = v_user;
  update session set revoked_at = now() where user_id = v_user and revoked_at is null;
  return v_user;
end $function$
;
grant execute on function patchcord_use_link(bytea,text,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_version(p_account uuid, p_version uuid)
 RETURNS TABLE(definition jsonb, bindings jsonb)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query select v.definition, v.bindings from flow_version v
    where v.account_id = p_account and v.id = p_version and v.status <> 'draft';
end $function$
;
grant execute on function patchcord_version(uuid,uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_wake_held(p_account uuid, p_numbers text[])
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_attempts uuid[];
begin
  v_attempts := array(select a.id from dial_attempt a where a.account_id = p_account and a.to_number = any (p_numbers)
    and a.status = 'intended' and a.held_until is not null);
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', id), now(), null) from unnest(v_attempts) id;
  return cardinality(v_attempts);
end $function$
;
grant execute on function patchcord_wake_held(uuid,text[]) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_wake_ring_groups(p_account uuid)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into deadline (account_id, subject, id, due_at)
    select distinct c.account_id, 'ring_group', c.ring_group_id, patchcord_now() from callback c
    where c.account_id = p_account and c.status = 'waiting' order by 3
  on conflict (account_id, subject, id) do update set due_at = excluded.due_at
$function$
;
grant execute on function patchcord_wake_ring_groups(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_webhook(p_account uuid, p_endpoint uuid, p_event text)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('url', w.url, 'secret', encode(w.secret, 'base64'), 'former', coalesce(w.former_until > patchcord_now(), false),
      'name', w.name, 'type', e.type, 'body', e.body, 'tries', d.tries, 'seconds_left', extract(epoch from d.until - patchcord_now()))
    from webhook_delivery d join webhook_endpoint w on w.account_id = d.account_id and w.id = d.endpoint_id
      join webhook_event e on e.account_id = d.account_id and e.id = d.event_id
    where d.account_id = p_account and d.endpoint_id = p_endpoint and d.event_id = p_event and d.status = 'waiting');
end $function$
;
grant execute on function patchcord_webhook(uuid,uuid,text) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_webhook_facts(p_account uuid, p_asked jsonb)
 RETURNS SETOF jsonb
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v jsonb; v_id uuid; i interaction;
begin
  for v in select * from jsonb_array_elements(p_asked) loop
    v_id := v ->> 'id';
    select * into i from interaction where account_id = p_account and id = v_id;
    continue when not found;
    return next jsonb_build_object('id', i.id, 'flow', i.flow_id, 'flow_version', i.flow_version_id, 'client', i.client_id,
      'call_result', i.call_result, 'started_at', i.started_at, 'finished_at', i.finished_at,
      'log', (select coalesce(jsonb_agg(jsonb_build_object('seq', e.seq, 'at', e.at, 'resume', e.resume, 'events', e.events) order by e.seq), '[]')
        from interaction_event e where e.account_id = p_account and e.interaction_id = v_id and e.seq >= (v ->> 'from')::int),
      'legs', case when i.status <> 'running' then (select coalesce(jsonb_agg(jsonb_build_object('answered_at', coalesce(l.accepted_at, l.answered_at),
        'ended_at', l.ended_at) order by l.turn), '[]') from leg l where l.account_id = p_account and l.interaction_id = v_id) end,
      'callbacks', case when i.status <> 'running' then (select coalesce(jsonb_agg(jsonb_build_object('answered_at', c.joined_at, 'ended_at', c.over_at)), '[]')
        from callback c where c.account_id = p_account and c.interaction_id = v_id) end);
  end loop;
end $function$
;
grant execute on function patchcord_webhook_facts(uuid,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_webhooks_wanted(p_account uuid)
 RETURNS text[]
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return array(select distinct unnest(types) from webhook_endpoint where account_id = p_account and status in ('active', 'paused'));
end $function$
;
grant execute on function patchcord_webhooks_wanted(uuid) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_write_burst(p_account uuid, p_interaction uuid, p_burst jsonb)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare v_attempt jsonb := p_burst -> 'attempt'; v_slot timestamptz; v_job jsonb; v_at timestamptz := p_burst ->> 'at';
  v_result text := 'written'; v_port jsonb := p_burst -> 'port_call';
  v_lease timestamptz; v_done boolean; v_none text;
begin
  if v_attempt ? 'held_until' then
    v_slot := v_attempt ->> 'held_until';
    v_done := patchcord_new_attempt(p_account, p_interaction, v_attempt, v_at, v_slot, null);
    v_none := patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', v_attempt ->> 'id'), now() + (v_slot - v_at),
      'dial:' || (v_attempt ->> 'id'));
  elsif v_attempt is not null then
    v_slot := patchcord_reserve_slot(p_account, (v_attempt ->> 'carrier_id')::uuid, (v_attempt ->> 'calls_per_second')::float,
      make_interval(secs => (v_attempt ->> 'max_wait_seconds')::float), v_at);
    if v_slot is null then return 'no_slot'; end if;
    if v_attempt ? 'lease_seconds' and v_slot <= v_at then
      v_lease := v_at + make_interval(secs => (v_attempt ->> 'lease_seconds')::float);
      if patchcord_new_attempt(p_account, p_interaction, v_attempt, v_at, v_slot, v_lease) then v_result := 'claimed'; end if;
    end if;
    if v_result = 'claimed' then
      insert into deadline (account_id, subject, id, due_at)
        values (p_account, 'attempt', (v_attempt ->> 'id')::uuid, v_lease + interval '1 second');
    else
      v_done := patchcord_new_attempt(p_account, p_interaction, v_attempt, v_at, v_slot, null);
      v_none := patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', v_attempt ->> 'id'),
        now() + (v_slot - v_at), 'dial:' || (v_attempt ->> 'id'));
    end if;
  end if;
  if p_burst ? 'attempt_patch' then v_none := patchcord_patch_attempt(p_account, p_burst -> 'attempt_patch'); end if;
  insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, answer, engine)
  select p_account, p_interaction, e.seq, e.at, e.input_key, e.resume, e.events, e.answer, e.engine
  from jsonb_to_recordset(p_burst -> 'rows')
    as e(seq int, at timestamptz, input_key text, resume jsonb, events jsonb, answer text, engine text);
  if v_port is not null then
    v_lease := v_at + make_interval(secs => (v_port ->> 'lease_seconds')::float);
    insert into port_call (account_id, id, interaction_id, visit, port, request, timeout_seconds, status, tries, lease_until, created_at)
    values (p_account, (v_port ->> 'id')::uuid, p_interaction, (v_port ->> 'visit')::int, v_port ->> 'port', v_port -> 'request',
      (v_port ->> 'timeout_seconds')::float, case when (v_port ->> 'claimed')::boolean then 'running' else 'pending' end,
      case when (v_port ->> 'claimed')::boolean then 1 else 0 end, v_lease, v_at);
    if (v_port ->> 'claimed')::boolean then
      perform patchcord_set_deadline(p_account, 'port_call', (v_port ->> 'id')::uuid, v_lease);
    else
      perform patchcord_enqueue('port_call', json_build_object('account', p_account, 'port_call', v_port ->> 'id'), now(), 'port_call:' || (v_port ->> 'id'));
    end if;
  end if;
  if p_burst ? 'callbacks' then perform patchcord_write_callbacks(p_account, p_interaction, p_burst -> 'callbacks', v_at); end if;
  if p_burst ? 'port_end' then perform patchcord_end_port_call(p_account, (p_burst -> 'port_end' ->> 'id')::uuid, p_burst -> 'port_end' ->> 'result'); end if;
  -- The webhook that entered the step is still waiting, and takes this burst's document for its answer.
  if p_burst ? 'answer_of' then
    perform patchcord_give_answer(p_account, p_interaction, p_burst -> 'answer_of' ->> 'input_key', p_burst -> 'answer_of' ->> 'answer', v_at);
  end if;
  if p_burst ? 'refused' then
    for v_job in select * from jsonb_array_elements(p_burst -> 'refused') loop
      perform patchcord_refuse_ring(p_account, p_interaction, v_job, v_at);
    end loop;
  end if;
  if p_burst ? 'jobs' then
    for v_job in select * from jsonb_array_elements(p_burst -> 'jobs') loop
      perform patchcord_enqueue(v_job ->> 'task', (v_job -> 'payload')::json, now(), v_job ->> 'key');
    end loop;
  end if;
  if p_burst ->> 'deadline_at' is not null then
    insert into deadline (account_id, subject, id, due_at)
      values (p_account, 'interaction', p_interaction, (p_burst ->> 'deadline_at')::timestamptz)
      on conflict (account_id, subject, id) do update set due_at = excluded.due_at;
  elsif p_burst ->> 'status' <> 'running' then
    delete from deadline where account_id = p_account and subject = 'interaction' and id = p_interaction;
  end if;
  -- Last, so that its row comes after those of what it did: the end of an interaction is the last that is told. That it was accepted is the
  -- first, before the callback that a start may begin with.
  if p_burst ? 'webhooks' then
    insert into webhook_outbox (account_id, interaction_id, noted_at, at, what, about)
    values (p_account, p_interaction, case when p_burst #>> '{rows,0,seq}' = '0' then statement_timestamp() else clock_timestamp() end, v_at, 'burst', jsonb_build_object('from', p_burst -> 'rows' -> 0 -> 'seq', 'version', p_burst -> 'version',
      'wait', p_burst #> '{state,wait,for}', 'turn', p_burst #> '{state,turn}', 'status', p_burst -> 'status', 'held', v_attempt ? 'held_until',
      'dial_at', case when v_slot > v_at then v_slot end));
  end if;
  return v_result;
end $function$
;
grant execute on function patchcord_write_burst(uuid,uuid,jsonb) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_write_callbacks(p_account uuid, p_interaction uuid, p_changes jsonb, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare v jsonb; v_id uuid; v_bound text; v_call uuid; v_group uuid;
begin
  for v in select * from jsonb_array_elements(p_changes) loop
    if v ->> 'do' = 'queue' then
      select version.bindings -> 'ring_group' ->> (v ->> 'ring_group') into v_bound from interaction i
        join flow_version version on version.account_id = i.account_id and version.id = i.flow_version_id
        where i.account_id = p_account and i.id = p_interaction;
      insert into callback (account_id, id, interaction_id, visit, ring_group_id, number, from_number, priority, language, status,
        queued_at, give_up_at, next_round_at, rounds_left)
      values (p_account, (v ->> 'id')::uuid, p_interaction, (v ->> 'visit')::int,
        -- A name that was bound to nothing is a group that is not there.
        coalesce(patchcord_id(v_bound), '00000000-0000-0000-0000-000000000000'),
        v ->> 'number', v ->> 'from', (v ->> 'priority')::int, v ->> 'language', 'waiting',
        p_at, p_at + make_interval(secs => (v ->> 'max_wait_seconds')::float), p_at,
        -- Absent, too, in what processes of the version before write.
        case when (v ->> 'live')::boolean then coalesce((v ->> 'rounds')::int, 1) end)
      returning ring_group_id into v_id;
      perform patchcord_set_deadline(p_account, 'ring_group', v_id, p_at);
      -- No agent is rung before the contact has hung up, or for one who waits on the line and has hung up. Nothing else watches that
      -- call, and its end may be lost.
      select id into v_call from dial_attempt where account_id = p_account and interaction_id = p_interaction
        and purpose = 'contact' and answered_at is not null and ended_at is null for update;
      if found then perform patchcord_set_deadline(p_account, 'attempt', v_call, p_at + interval '30 seconds'); end if;
      continue;
    end if;
    v_id := null;
    if v ->> 'do' = 'accept' then
      update callback set status = 'accepted', accepted_attempt = (v ->> 'attempt')::uuid, accepted_at = p_at
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status = 'waiting'
          and exists (select 1 from dial_attempt d where d.account_id = p_account and d.id = (v ->> 'attempt')::uuid and d.ended_at is null)
        returning id into v_id;
      perform patchcord_end_agents(p_account, v_id, (v ->> 'attempt')::uuid);
    elsif v ->> 'do' = 'requeue' then
      update callback c set status = 'waiting', tried = '{}', next_round_at = p_at + make_interval(secs => (v ->> 'pause_seconds')::float),
          rounds = rounds || jsonb_build_object('at', p_at, 'why', v ->> 'why', 'attempt', accepted_attempt, 'accepted_at', accepted_at),
          accepted_attempt = null, accepted_at = null
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status = 'accepted'
        returning id, ring_group_id into v_id, v_group;
      perform patchcord_end_agents(p_account, v_id, null);
      delete from deadline where account_id = p_account and subject = 'callback' and id = v_id;
      if v_id is not null then perform patchcord_set_deadline(p_account, 'ring_group', v_group, p_at); end if;
    elsif v ->> 'do' = 'join' then
      update callback set status = 'joined', joined_at = p_at
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status = 'accepted'
        returning id into v_id;
    else
      update callback set status = 'over', reason = v ->> 'reason', over_at = p_at
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status <> 'over'
        returning id into v_id;
      perform patchcord_end_agents(p_account, v_id, null);
      delete from deadline where account_id = p_account and subject = 'callback' and id = v_id;
    end if;
    if v_id is null then raise exception 'a callback is not what the burst took it for' using errcode = 'PC006'; end if;
  end loop;
end $function$
;
grant execute on function patchcord_write_callbacks(uuid,uuid,jsonb,timestamp with time zone) to patchcord_app;

CREATE OR REPLACE FUNCTION public.patchcord_write_webhooks(p_account uuid, p_noted uuid[], p_events jsonb)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); e record;
  v_wanted uuid[]; v_endpoint uuid; v_waits uuid; v_made int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('webhooks ' || p_account, 0));
  for e in select * from jsonb_to_recordset(p_events) as r(id text, type text, interaction uuid, stream uuid, flow uuid, at timestamptz,
      "position" bigint, body text, asked_for boolean) order by r."position" loop
    continue when e.interaction is not null and exists (select from webhook_event x where x.account_id = p_account and x.id = e.interaction || '-ended');
    continue when e.interaction is not null and not exists (select from webhook_outbox o where o.account_id = p_account
      and o.id = any (p_noted) and o.interaction_id = e.interaction);
    v_wanted := array(select n.id from webhook_endpoint n where n.account_id = p_account and n.status in ('active', 'paused')
      and (e.type = any (n.types) or (n.types = '{}' and not e.asked_for)) and (n.flows = '{}' or e.flow is null or e.flow = any (n.flows)));
    continue when v_wanted = '{}';
    insert into webhook_event (account_id, id, type, interaction_id, at, body)
      values (p_account, e.id, e.type, e.interaction, e.at, e.body) on conflict do nothing;
    continue when not found;
    foreach v_endpoint in array v_wanted loop
      -- Locked: whoever ends the delivery before it looks for this one afterwards.
      select d.endpoint_id into v_waits from webhook_delivery d where d.account_id = p_account and d.endpoint_id = v_endpoint and d.stream = e.stream
        and d.status = 'waiting' order by d."position" desc limit 1 for update;
      insert into webhook_delivery (account_id, endpoint_id, event_id, stream, "position", status, due_at, until)
      values (p_account, v_endpoint, e.id, e.stream, e."position", 'waiting', case when v_waits is null then v_now end,
        v_now + interval '72 hours');
      v_made := v_made + 1;
    end loop;
  end loop;
  delete from webhook_outbox where account_id = p_account and id = any (p_noted);
  return v_made;
end $function$
;
grant execute on function patchcord_write_webhooks(uuid,uuid[],jsonb) to patchcord_app;


-- What is allowed on the queue's tables

create policy app on graphile_worker._private_job_queues for all to patchcord_app
  using (true)
  with check (true);
grant delete, insert, select, update on table graphile_worker._private_job_queues to patchcord_app;

create policy app on graphile_worker._private_jobs for all to patchcord_app
  using (true)
  with check (true);
grant delete, insert, select, update on table graphile_worker._private_jobs to patchcord_app;

create policy app on graphile_worker._private_known_crontabs for all to patchcord_app
  using (true)
  with check (true);
grant delete, insert, select, update on table graphile_worker._private_known_crontabs to patchcord_app;

create policy app on graphile_worker._private_tasks for all to patchcord_app
  using (true)
  with check (true);
grant delete, insert, select, update on table graphile_worker._private_tasks to patchcord_app;

grant delete, insert, select, update on table graphile_worker.migrations to patchcord_app;

