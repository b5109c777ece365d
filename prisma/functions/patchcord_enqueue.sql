-- Enqueues a job without graphile-worker's own NOTIFY: PostgreSQL serialises the commits of transactions that notify
-- (docs/decisions/0004-jobs.md). Whoever commits wakes the workers afterwards.
create or replace function patchcord_enqueue(p_task text, p_payload json, p_run_at timestamptz, p_key text) returns void
language sql as $$
  insert into graphile_worker._private_jobs (task_id, payload, run_at, key)
  select id, p_payload, p_run_at, p_key from graphile_worker._private_tasks where identifier = p_task
  on conflict (key) do nothing
$$;
