-- The accounts whose log is projected: all. Each has the deadline of its sweep; accounts themselves are seen by nobody but their own.
create or replace function patchcord_reporting_accounts() returns setof uuid
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select account_id from deadline where subject = 'account'
$$;
