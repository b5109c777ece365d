-- One page of the account's jobs, dead ones first and then by when they run. `p_search`: an interaction's id, or words of an error.
create or replace function patchcord_jobs(p_state text, p_search text, p_limit int, p_offset int)
returns table (id bigint, task text, state text, interaction_id uuid, run_at timestamptz, created_at timestamptz,
  attempts int, max_attempts int, last_error text, total int)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
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
