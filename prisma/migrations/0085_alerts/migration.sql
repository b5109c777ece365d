-- Which alerts an account has switched on, and from what on each fires. No row: off, with what the product proposes.
create table alert_rule (
  account_id uuid not null,
  rule text not null,
  enabled boolean not null,
  threshold double precision not null,
  -- Of what is counted; null where the rule asks how things stand now.
  window_minutes integer,
  -- Nobody is told before then.
  muted_until timestamptz(3),
  updated_at timestamptz(3) not null,
  updated_by text not null,
  primary key (account_id, rule)
);

-- A fault, from when a check found it until checks found it no more.
create table alert (
  account_id uuid not null,
  id uuid not null,
  rule text not null,
  -- What it is about where a rule can find several: a flow, an endpoint, a carrier, a machine. Empty: the account.
  subject text not null,
  name text not null,
  -- What the last check found, and what is usual where the rule compares.
  value double precision not null,
  usual double precision,
  threshold double precision not null,
  window_minutes integer,
  opened_at timestamptz(3) not null,
  held_at timestamptz(3) not null,
  ended_at timestamptz(3),
  -- Null: it is muted, and nobody has been told.
  told_at timestamptz(3),
  primary key (account_id, id)
);
create unique index alert_open on alert (rule, subject, account_id) where ended_at is null;

-- Whom alerts are told.
create table alert_destination (
  account_id uuid not null,
  id uuid not null,
  -- email, slack
  kind text not null,
  name text not null,
  recipients text[] not null default '{}',
  -- What of a webhook's address is no secret, and the whole of it, sealed.
  host text,
  secret bytea,
  last_sent_at timestamptz(3),
  -- Of the last try, where it failed.
  last_error text,
  updated_at timestamptz(3) not null,
  updated_by text not null,
  primary key (account_id, id)
);
create unique index alert_destination_name on alert_destination (account_id, name);

-- That a destination is to be told, and how far that has got.
create table alert_notice (
  account_id uuid not null,
  id uuid not null,
  destination_id uuid not null,
  -- The alert's; what one destination is told of one alert is told in order.
  stream uuid not null,
  -- {title, text}
  message jsonb not null,
  -- waiting, sent, failed
  status text not null,
  due_at timestamptz(3),
  until timestamptz(3) not null,
  tries integer not null default 0,
  primary key (account_id, id)
);
create index alert_notice_due on alert_notice (due_at) where due_at is not null;

-- What alerts compare: what came of the interactions that ended in five minutes. No number and nobody's words are in it.
create table alert_count (
  account_id uuid not null,
  slot timestamptz(3) not null,
  flow_id uuid not null,
  ended integer not null,
  rung integer not null,
  answered integer not null,
  -- A step of theirs took its error exit.
  failed integer not null,
  -- The carrier refused the credentials.
  refused integer not null,
  -- Nobody found out whether the carrier had placed their call.
  in_doubt integer not null,
  -- Who was called said that they had not asked for it.
  unwanted integer not null,
  primary key (account_id, slot, flow_id)
);

-- Which worker checks, until when, and when the last check was: one row, of no account.
create table alert_turn (
  id integer primary key default 1 check (id = 1),
  holder text not null,
  until timestamptz(3) not null,
  checked_at timestamptz(3) not null
);

-- What workers say of the machines that they run on. Of no account.
create table alert_host (
  host text primary key,
  -- Part of the disk that is free, from 0 to 1.
  disk_free double precision not null,
  seen_at timestamptz(3) not null
);
