-- Percent of the disk that is free, of each machine that a worker runs on.
create or replace function patchcord_reading_disk_full(p_account uuid, p_threshold double precision, p_window interval)
returns table (subject text, name text, value double precision, usual double precision, calls int)
language sql stable as $$
  select h.host, h.host, 100.0 * h.disk_free, null::double precision, null::int from alert_host h where h.seen_at > patchcord_now() - interval '2 minutes'
$$;
