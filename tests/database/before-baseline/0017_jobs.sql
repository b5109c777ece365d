-- The jobs page: what is queued for the current account, and what an admin may do about it. The queue is one for all
-- accounts and knows none of them; these functions are where an account's own jobs are told apart.

-- waiting: to be run for the first time. running: a worker has it. retrying: it failed and runs again. dead: it failed for good.
create function patchcord_job_state(p_attempts int, p_max_attempts int, p_locked_at timestamptz) returns text
language sql immutable as $$
  select case when p_locked_at is not null then 'running' when p_attempts >= p_max_attempts then 'dead'
    when p_attempts > 0 then 'retrying' else 'waiting' end;
$$;

-- A payload can hold anything, that of a job nobody can run most of all.
create function patchcord_id(p_text text) returns uuid
language sql immutable as $$
  select case when p_text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_text::uuid end;
$$;

create function patchcord_job_counts() returns table (state text, jobs int)
language plpgsql stable security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account();
begin
  return query select s.state, count(*)::int from graphile_worker._private_jobs j
    cross join lateral (select patchcord_job_state(j.attempts, j.max_attempts, j.locked_at) as state) s
    where j.payload ->> 'account' = v_account::text group by 1;
end $$;

-- One page, dead ones first and then by when they run. `p_search`: an interaction's id, or words of an error.
create function patchcord_jobs(p_state text, p_search text, p_limit int, p_offset int)
returns table (id bigint, task text, state text, interaction_id uuid, run_at timestamptz, created_at timestamptz,
  attempts int, max_attempts int, last_error text, total int)
language plpgsql stable security definer set search_path = public as $$
#variable_conflict use_column
declare v_account uuid := patchcord_current_account(); v_search text := nullif(btrim(p_search), '');
begin
  return query
    select j.id, t.identifier, s.state, coalesce(a.interaction_id, c.interaction_id), j.run_at, j.created_at,
      j.attempts::int, j.max_attempts::int, j.last_error, (count(*) over ())::int
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    cross join lateral (select patchcord_job_state(j.attempts, j.max_attempts, j.locked_at) as state) s
    left join dial_attempt a on a.account_id = v_account and a.id = patchcord_id(j.payload ->> 'attempt')
    left join port_call c on c.account_id = v_account and c.id = patchcord_id(j.payload ->> 'port_call')
    where j.payload ->> 'account' = v_account::text
      and (p_state is null or s.state = p_state)
      and (v_search is null or coalesce(a.interaction_id, c.interaction_id)::text = lower(v_search)
        or position(lower(v_search) in lower(coalesce(j.last_error, ''))) > 0)
    order by s.state <> 'dead', j.run_at, j.id limit p_limit offset p_offset;
end $$;

-- Runs a job that failed again, as if it were new. `task` null: there is no such job, or a worker has it just now.
create function patchcord_retry_job(p_id bigint) returns text
language plpgsql security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account(); v_task text;
begin
  select t.identifier into v_task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.id = p_id and j.payload ->> 'account' = v_account::text and j.locked_at is null and j.attempts > 0 for update of j;
  if v_task is not null then perform graphile_worker.reschedule_jobs(array[p_id], now(), null, 0); end if;
  return v_task;
end $$;

-- The same for taking it out of the queue.
create function patchcord_remove_job(p_id bigint) returns text
language plpgsql security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account(); v_task text;
begin
  select t.identifier into v_task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.id = p_id and j.payload ->> 'account' = v_account::text and j.locked_at is null and j.attempts > 0 for update of j;
  if v_task is not null then perform graphile_worker.complete_jobs(array[p_id]); end if;
  return v_task;
end $$;

-- A job of a task that no worker has named yet would not be written: as in 0004, it is known from the start.
insert into graphile_worker._private_tasks (identifier) values ('port_call') on conflict do nothing;
