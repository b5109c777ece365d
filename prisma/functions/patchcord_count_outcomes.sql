-- Counts interactions that are settled for alerts, once each, by the five minutes in which they ended. What ended longer ago than alerts
-- look back is left out: it is projected again (npm run reports:rebuild), or late.
create or replace function patchcord_count_outcomes(p_account uuid, p_ids uuid[]) returns void
language sql as $$
  insert into alert_count as was (account_id, slot, flow_id, ended, rung, answered, failed, refused, in_doubt, unwanted)
  select p_account, date_bin(':alert_slot_seconds seconds', f.ended_at, '2000-01-01 00:00+00'), f.flow_id, count(*), count(*) filter (where f.tries > 0),
    count(*) filter (where f.answered_by = 'person'), count(*) filter (where f.error_code is not null),
    count(*) filter (where f.error_code = 'carrier_auth'),
    count(*) filter (where exists (select from dial_attempt a where a.interaction_id = f.id and a.account_id = p_account and a.status = 'given_up')),
    count(*) filter (where i.state -> 'variables' ->> :button_answer = :button_refuse_key)
  from interaction_fact f join interaction i on i.account_id = p_account and i.id = f.id
  where f.account_id = p_account and f.id = any (p_ids) and f.ended_at > patchcord_now() - interval ':alert_days days'
  group by 2, 3
  on conflict (account_id, slot, flow_id) do update set ended = was.ended + excluded.ended, rung = was.rung + excluded.rung,
    answered = was.answered + excluded.answered, failed = was.failed + excluded.failed, refused = was.refused + excluded.refused,
    in_doubt = was.in_doubt + excluded.in_doubt, unwanted = was.unwanted + excluded.unwanted
$$;
