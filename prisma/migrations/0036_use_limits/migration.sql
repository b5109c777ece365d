-- Limits of calls at once, and of a day's minutes and money.
create table open_ring (
  account_id uuid not null,
  scope text not null,
  subject text not null,
  id uuid not null,
  interaction_id uuid,
  turn int,
  starts_at timestamptz(3) not null,
  price numeric not null,
  primary key (account_id, scope, subject, id)
);

create table ring_use (
  account_id uuid not null,
  scope text not null,
  subject text not null,
  starts_at timestamptz(3) not null,
  minutes int not null,
  money numeric not null,
  primary key (account_id, scope, subject, starts_at)
);

-- The operator's price list. It holds nothing of any account.
create table call_price (
  prefix text primary key,
  price numeric not null,
  currency text not null
);
