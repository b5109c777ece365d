-- Dials of which nobody knows whether the carrier has placed them, now and for good. The first by the index of those in doubt.
create or replace function patchcord_reading_dials_in_doubt(p_account uuid, p_threshold double precision, p_window interval)
returns table (subject text, name text, value double precision, usual double precision, calls int)
language sql stable as $$
  select '', '', (d.open + d.given_up)::double precision, null::double precision, null::int
  from (select (select count(*) from dial_attempt a where a.account_id = p_account and a.status in (:attempt_in_doubt) and a.status = 'unknown') as open,
    (select coalesce(sum(c.in_doubt), 0) from alert_count c where c.account_id = p_account
      and c.slot > patchcord_now() - p_window - interval ':alert_slot_seconds seconds') as given_up) d
  where d.open + d.given_up > 0
$$;
