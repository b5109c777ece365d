-- What reports are made from: projections of the event log, by month. The months' tables stand in a schema of their own, which nobody
-- but the owner may use: they are reached through the table that they are parts of, and its row-level security.
create schema if not exists report_month;

-- One row an interaction. A number that is the value of a sensitive variable is not in it.
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
  contact text collate "C",
  contact_end text collate "C",
  is_contact_hidden boolean not null,
  origin text,
  call_id text,
  agent text collate "C",
  is_joined boolean not null,
  tries int not null,
  accepted_at timestamptz(3) not null,
  dialled_at timestamptz(3),
  ringing_at timestamptz(3),
  answered_at timestamptz(3),
  joined_at timestamptz(3),
  ended_at timestamptz(3),
  ring_seconds real,
  wait_seconds real,
  talk_seconds real,
  log_version int not null,
  is_settled boolean not null,
  primary key (account_id, id)
) partition by range (id);
create index interaction_fact_open on interaction_fact (account_id, id) where not is_settled;
create index interaction_fact_flow on interaction_fact (flow_id, id);
create index interaction_fact_status on interaction_fact (status, id);
create index interaction_fact_outcome on interaction_fact (outcome, id);
create index interaction_fact_contact on interaction_fact (contact, id);
create index interaction_fact_contact_end on interaction_fact (contact_end, id);

-- One row a visited step, and one for each agent's leg or attempt of it (part 1 and on).
create table step_fact (
  account_id uuid not null,
  interaction_id uuid not null,
  visit int not null,
  part int not null,
  kind text not null,
  flow_id uuid not null,
  flow_version_id uuid not null,
  client_id text not null,
  accepted_at timestamptz(3) not null,
  step text not null,
  step_name text not null,
  component text not null,
  component_name text not null,
  exit text,
  exit_name text,
  entered_at timestamptz(3) not null,
  left_at timestamptz(3),
  agent text collate "C",
  error_code text,
  primary key (account_id, interaction_id, visit, part)
) partition by range (interaction_id);

-- What is of no month that has a table of its own.
create table report_month.interaction_fact_else partition of interaction_fact default;
create table report_month.step_fact_else partition of step_fact default;

-- What can be counted of interactions that are settled, by the half hour in which they were accepted.
create table report_count (
  account_id uuid not null,
  half_hour timestamptz(3) not null,
  flow_id uuid not null,
  flow_version_id uuid not null,
  client_id text not null,
  measure text not null,
  key text not null,
  number bigint not null,
  primary key (account_id, half_hour, flow_id, flow_version_id, client_id, measure, key)
);

-- Every interaction of an account up to this id has its facts.
create table report_mark (
  account_id uuid not null primary key,
  last_id uuid
);

-- The names of a version's steps and exits, as they are shown: {exit: name}.
create table version_step (
  account_id uuid not null,
  flow_version_id uuid not null,
  step text not null,
  name text not null,
  component_name text not null,
  exits jsonb not null,
  primary key (account_id, flow_version_id, step)
);
