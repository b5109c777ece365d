-- Ring groups: agents' phones in their order, and when they may be rung (components.md, "Request direct callback").
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
alter table ring_group enable row level security;
alter table ring_group force row level security;
create policy account on ring_group
  using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid);
