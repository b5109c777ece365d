-- A report that is exported again and again: after each day, week or month of a zone, at an hour of its clocks.
create table report_schedule (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  -- day, week, month
  every text not null,
  hour int not null,
  time_zone text not null,
  format text not null,
  filters jsonb not null,
  -- Members who are written to when a file is ready.
  recipients uuid[] not null default '{}',
  -- The turn that is next; null: it is paused.
  next_at timestamptz(3),
  updated_at timestamptz(3) not null,
  updated_by text not null,
  primary key (account_id, id)
);
create unique index report_schedule_name on report_schedule (account_id, name);

-- A turn of a schedule, by the id of its export, and what came of it.
create table report_run (
  account_id uuid not null,
  id uuid not null,
  schedule_id uuid not null,
  turn_at timestamptz(3) not null,
  -- running, done, failed, stopped
  state text not null,
  rows int not null default 0,
  finished_at timestamptz(3),
  -- none, waiting, sent, failed
  mail text not null default 'none',
  -- Of the last try to write to the recipients, where it failed.
  mail_error text,
  primary key (account_id, id)
);
-- A turn is taken once.
create unique index report_run_turn on report_run (schedule_id, turn_at, account_id);
