-- Whom an account may ring. New accounts begin with the rules' own defaults ('{}', engine/ring-rules/rules.ts). The accounts that
-- are there keep what they had: the countries they listed, or any, and no limits.
alter table account add column ring_rules jsonb not null default '{
  "countries": {"allow": "any"},
  "per_number": {"hour": null, "day": null, "week": null, "pause_minutes": null},
  "per_account": {"hour": null, "day": null}
}';
alter table account alter column ring_rules set default '{}';
alter table account add column time_zone text not null default 'UTC';
-- {"reason", "by", "at"} while all dialling is stopped.
alter table account add column dialling_stopped jsonb;

-- Row-level security hides the rows from the owner, too, unless it is not forced.
alter table account no force row level security;
update account set ring_rules = jsonb_set(ring_rules, '{countries}', jsonb_build_object('allow', 'listed', 'places', listed, 'confirmed', listed))
  from (select id as listed_id, to_jsonb(array(select code from unnest(allowed_countries) code where code ~ '^[A-Z]{2}$')) as listed
    from account where cardinality(allowed_countries) > 0) as known
  where id = listed_id;
alter table account force row level security;

create table do_not_call (
  account_id uuid not null,
  number text not null,
  added_at timestamptz(3) not null,
  added_by text not null,
  source text not null,
  reason text not null default '',
  primary key (account_id, number)
);

-- Rings of the whole account, a flow or a client in one clock hour or one of the account's days.
create table ring_count (
  account_id uuid not null,
  scope text not null,
  subject text not null,
  unit text not null,
  starts_at timestamptz(3) not null,
  rings int not null,
  most int not null,
  primary key (account_id, scope, subject, unit, starts_at)
);

-- Rings that the rules refused. Those that were allowed are dial attempts and legs.
create table refused_ring (
  account_id uuid not null,
  id uuid not null,
  at timestamptz(3) not null,
  interaction_id uuid,
  flow_id uuid not null,
  client_id text not null,
  party text not null,
  from_number text not null,
  to_number text not null,
  code text not null,
  message text not null,
  until timestamptz(3),
  primary key (account_id, id)
);
create index refused_ring_to on refused_ring (to_number, id);
create index refused_ring_interaction on refused_ring (interaction_id) where interaction_id is not null;

-- Whether the attempt counts in the limits, and what its account's rules said of it.
alter table dial_attempt add column counted boolean not null default false;
alter table dial_attempt add column decision jsonb;
create index dial_attempt_to on dial_attempt (to_number, created_at);
