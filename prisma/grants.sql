-- What the app's role may do: least privilege, it owns nothing and creates nothing. Applied after everything else; :role is
-- the app's user. tests/database/rights.test.ts walks the catalogue and says what must not be.
grant usage on schema public, graphile_worker to :role;
grant select, insert, update, delete on all tables in schema public to :role;
grant select, insert, update, delete on all tables in schema graphile_worker to :role;
grant execute on all functions in schema graphile_worker to :role;

-- Nobody but the owner makes anything. Temporary tables and functions would come before ours in the search path.
revoke create on schema public, graphile_worker from public, :role;
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
  execute format('revoke temporary, create on database %I from :role', current_database());
end $$;

-- Users, memberships and sessions are reached through functions only.
revoke all on app_user, membership, session, sign_in_link, _prisma_migrations, patchcord_applied from :role;
-- What happened stays as it was: the audit log for ever, the rest until all that it is about is deleted.
revoke update, delete on audit_log from :role;
revoke update on interaction_event, draft_edit, checkpoint, function_version from :role;
-- Accounts are made and the clock is set by the owner.
revoke insert, delete on account from :role;
revoke insert, update, delete on patchcord_clock from :role;
-- Prices are the operator's.
revoke insert, update, delete on call_price from :role;
-- Keys are added and heartbeats written by functions. Processes of the version before still delete their own heartbeat.
revoke insert, update, delete on oauth_signing_key from :role;
revoke insert, update on worker_heartbeat from :role;

-- Whose turn it is to check alerts is decided by a function.
revoke insert, update, delete on alert_turn, alert_host from :role;

-- Our functions are the app's and nobody else's.
do $$
declare name regprocedure;
begin
  for name in select oid from pg_proc where pronamespace = 'public'::regnamespace and proname like 'patchcord\_%' loop
    execute format('revoke execute on function %s from public', name);
    execute format('grant execute on function %s to :role', name);
  end loop;
end $$;

-- The queue's tables have row security and no policy of their own.
do $$
declare name text;
begin
  foreach name in array array['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs'] loop
    if not exists (select from pg_policy where polrelid = format('graphile_worker.%I', name)::regclass and polname = 'app'
        and polroles = array[':role'::regrole::oid]) then
      execute format('drop policy if exists app on graphile_worker.%I', name);
      execute format('create policy app on graphile_worker.%I to :role using (true) with check (true)', name);
    end if;
  end loop;
end $$;
