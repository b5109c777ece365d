-- Percent of the interactions that ended in which a step took its error exit.
create or replace function patchcord_reading_error_exits(p_account uuid, p_threshold double precision, p_window interval)
returns table (subject text, name text, value double precision, usual double precision, calls int)
language sql stable as $$
  select '', '', 100.0 * sum(c.failed) / sum(c.ended), null::double precision, sum(c.ended)::int from alert_count c
  where c.account_id = p_account and c.slot > patchcord_now() - p_window - interval ':alert_slot_seconds seconds'
  having sum(c.ended) > 0
$$;
