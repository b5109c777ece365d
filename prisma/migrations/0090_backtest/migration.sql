-- A draft, as it was then, that a job tries on the recorded interactions of its flow, and how far it has got.
create table backtest (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  draft jsonb not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  state text not null,
  requested_at timestamptz(3) not null,
  requested_by text not null,
  total int not null,
  place uuid,
  same int not null default 0,
  other int not null default 0,
  unknown int not null default 0,
  why text,
  finished_at timestamptz(3),
  expires_at timestamptz(3) not null,
  primary key (account_id, id)
);

-- A first difference, and how many interactions have it.
create table backtest_group (
  account_id uuid not null,
  backtest_id uuid not null,
  nth int not null,
  key text not null,
  kind text not null,
  step text,
  message text not null,
  number int not null,
  primary key (account_id, backtest_id, nth)
);

-- Which interactions those are.
create table backtest_difference (
  account_id uuid not null,
  backtest_id uuid not null,
  nth int not null,
  interaction_id uuid not null,
  primary key (account_id, backtest_id, nth, interaction_id)
);
