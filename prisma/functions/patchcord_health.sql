-- For readiness and metrics: names of the applied migrations (null where they were not applied by the migration tool), and
-- how long the oldest due job has waited. As the owner, since neither table is the application's business.
create or replace function patchcord_health(out migrations text[], out jobs_lag_seconds float)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if to_regclass('public._prisma_migrations') is not null then
    execute 'select coalesce(array_agg(migration_name::text), ''{}'') from _prisma_migrations where finished_at is not null and rolled_back_at is null'
      into migrations;
  end if;
  select coalesce(extract(epoch from now() - min(run_at)), 0) into jobs_lag_seconds from graphile_worker._private_jobs
    where run_at <= now() and locked_at is null and attempts < max_attempts;
end $$;
