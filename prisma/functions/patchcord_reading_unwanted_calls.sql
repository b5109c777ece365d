-- Calls of buttons whose callee pressed the key for not having asked for it.
create or replace function patchcord_reading_unwanted_calls(p_account uuid, p_threshold double precision, p_window interval)
returns table (subject text, name text, value double precision, usual double precision, calls int)
language sql stable as $$
  select '', '', sum(c.unwanted)::double precision, null::double precision, null::int from alert_count c
  where c.account_id = p_account and c.slot > patchcord_now() - p_window - interval ':alert_slot_seconds seconds'
  having sum(c.unwanted) > 0
$$;
