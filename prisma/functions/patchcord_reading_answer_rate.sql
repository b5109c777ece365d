-- Percent of the calls that a person answered, and the same of these hours of the account's days one to four weeks ago.
create or replace function patchcord_reading_answer_rate(p_account uuid, p_threshold double precision, p_window interval)
returns table (subject text, name text, value double precision, usual double precision, calls int)
language sql stable as $$
  with at as (select patchcord_now() as now, a.time_zone from account a where a.id = p_account),
  present as (
    select sum(c.answered) as answered, sum(c.rung) as rung from at join alert_count c on c.account_id = p_account
      and c.slot > at.now - p_window - interval ':alert_slot_seconds seconds'),
  past as (
    select sum(c.answered) as answered, sum(c.rung) as rung
    from at cross join generate_series(1, 4) weeks
    cross join lateral (select ((at.now at time zone at.time_zone) - weeks * interval '7 days') at time zone at.time_zone as ends) w
    join alert_count c on c.account_id = p_account and c.slot > w.ends - p_window - interval ':alert_slot_seconds seconds' and c.slot <= w.ends)
  select '', '', 100.0 * n.answered / n.rung, 100.0 * p.answered / p.rung, least(n.rung, p.rung)::int from present n, past p
  where n.rung > 0 and p.answered > 0
$$;
