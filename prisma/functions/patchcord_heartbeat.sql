-- A worker says it lives, and frees the jobs of those silent for p_silent (the queue's own lock lasts four hours). As the owner:
-- whoever could write the rows could declare workers dead that live, and have their jobs done twice.
create or replace function patchcord_heartbeat(p_id text, p_silent interval) returns text[]
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_silent text[];
begin
  insert into worker_heartbeat (id, seen_at) values (p_id, patchcord_now()) on conflict (id) do update set seen_at = excluded.seen_at;
  with gone as (delete from worker_heartbeat where seen_at < patchcord_now() - p_silent returning id)
    select array_agg(id) into v_silent from gone;
  if v_silent is not null then perform graphile_worker.force_unlock_workers(v_silent); end if;
  return v_silent;
end $$;
