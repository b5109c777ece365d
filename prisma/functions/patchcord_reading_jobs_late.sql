-- Seconds that the oldest due job of the installation has waited.
create or replace function patchcord_reading_jobs_late(p_account uuid, p_threshold double precision, p_window interval)
returns table (subject text, name text, value double precision, usual double precision, calls int)
language sql stable as $$
  select '', '', h.jobs_lag_seconds, null::double precision, null::int from patchcord_health() h
$$;
