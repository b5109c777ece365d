-- Interactions whose call the carrier did not place since it refused the credentials.
create or replace function patchcord_reading_carrier_credentials(p_account uuid, p_threshold double precision, p_window interval)
returns table (subject text, name text, value double precision, usual double precision, calls int)
language sql stable as $$
  select '', '', sum(c.refused)::double precision, null::double precision, null::int from alert_count c
  where c.account_id = p_account and c.slot > patchcord_now() - p_window - interval ':alert_slot_seconds seconds'
  having sum(c.refused) > 0
$$;
