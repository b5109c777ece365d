-- Deletes the heartbeat of a worker that stops in order, so that no other takes it for dead.
create or replace function patchcord_end_heartbeat(p_id text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from worker_heartbeat where id = p_id
$$;
