-- Calendars: days that flows can go by. A calendar has dates of its own, and can follow a country's public holidays and
-- somebody's iCalendar address.
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

alter table calendar enable row level security;
alter table calendar force row level security;
create policy account on calendar
  using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid);
