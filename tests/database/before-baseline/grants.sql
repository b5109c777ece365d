-- What the app's role may do: least privilege, it owns nothing. Run after every migration; :role is the app's user.
grant usage on schema public, graphile_worker to :role;
grant select, insert, update, delete on all tables in schema public to :role;
grant execute on all functions in schema public to :role;
grant select, insert, update, delete on all tables in schema graphile_worker to :role;
grant execute on all functions in schema graphile_worker to :role;
-- Users, memberships and sessions are reached through functions only; history is added to; the clock is the owner's.
revoke all on app_user, membership, session, sign_in_link, _prisma_migrations from :role;
revoke update on interaction_event, audit_log from :role;
revoke insert, update, delete on patchcord_clock from :role;
grant select on _prisma_migrations to :role;
-- The queue's tables have row security and no policy of their own.
do $$
declare name text;
begin
  foreach name in array array['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs'] loop
    execute format('drop policy if exists app on graphile_worker.%I', name);
    execute format('create policy app on graphile_worker.%I to :role using (true) with check (true)', name);
  end loop;
end $$;
