-- Takes a job that failed out of the queue. Null: there is no such job, or a worker has it just now.
create or replace function patchcord_remove_job(p_id bigint) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account(); v_task text;
begin
  select t.identifier into v_task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.id = p_id and j.payload ->> 'account' = v_account::text and j.locked_at is null and j.attempts > 0 for update of j;
  if v_task is not null then perform graphile_worker.complete_jobs(array[p_id]); end if;
  return v_task;
end $$;
