-- How many of the account's jobs are in each state. The queue is one for all accounts and knows none of them: this and its
-- siblings tell an account's own jobs apart, as the owner.
create or replace function patchcord_job_counts() returns table (state text, jobs int)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account();
begin
  return query select s.state, count(*)::int from graphile_worker._private_jobs j
    cross join lateral (select patchcord_job_state(j.attempts, j.max_attempts, j.locked_at) as state) s
    where j.payload ->> 'account' = v_account::text group by 1;
end $$;
