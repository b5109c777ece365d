-- Row-level security for the tables that had none, and a record of what was applied beside migrations.

-- An account's deadlines are its own, as all its rows. The worker takes what is due of all accounts by one function
-- (patchcord_take_due), which runs as the owner.
alter table deadline enable row level security;
alter table deadline force row level security;
create policy account on deadline
  using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid);
create policy owner on deadline to current_user using (true) with check (true);

-- Users and what lets them in are read before any account is known. Nobody but the owner sees a row, as whom the functions
-- run that sign in and administer members: a right that is granted by mistake shows nothing.
do $$
declare name text;
begin
  foreach name in array array['app_user', 'membership', 'session'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
  end loop;
end $$;

-- What was applied last of prisma/functions, prisma/triggers.sql and prisma/grants.sql: see scripts/migrate.mjs.
create table patchcord_applied (
  part text primary key,
  sha256 text not null,
  applied_at timestamptz(3) not null default current_timestamp
);
