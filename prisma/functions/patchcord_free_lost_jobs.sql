-- Frees the jobs that the queue gave to a worker which has never heard of it: the answer was lost after the commit. p_held: those it has.
-- Younger than p_after, one may be on its way. Returns how many there were; by itself the queue would wait four hours.
create or replace function patchcord_free_lost_jobs(p_worker text, p_held bigint[], p_after interval) returns int
language plpgsql as $$
declare v_freed int;
begin
  update graphile_worker._private_jobs set locked_by = null, locked_at = null
    where locked_by = p_worker and locked_at < now() - p_after and id <> all (p_held);
  get diagnostics v_freed = row_count;
  return v_freed;
end $$;
