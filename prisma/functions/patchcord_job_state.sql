-- waiting: to be run for the first time. running: a worker has it. retrying: it failed and runs again. dead: it failed for good.
create or replace function patchcord_job_state(p_attempts int, p_max_attempts int, p_locked_at timestamptz) returns text
language sql immutable as $$
  select case when p_locked_at is not null then 'running' when p_attempts >= p_max_attempts then 'dead'
    when p_attempts > 0 then 'retrying' else 'waiting' end;
$$;
