-- What is counted of these interactions: of the settled ones once and for all (patchcord_project), of the others whenever somebody asks.
create or replace function patchcord_fact_counts(p_account uuid, p_ids uuid[])
returns table (half_hour timestamptz, flow_id uuid, flow_version_id uuid, client_id text, measure text, key text, number bigint)
language sql stable as $$
  select date_bin('30 minutes', f.accepted_at, '2000-01-01 00:00+00'), f.flow_id, f.flow_version_id, f.client_id, m.measure, m.key, count(*)
  from interaction_fact f cross join lateral (values
      ('started', ''), (case when f.tries > 0 then 'rung' end, ''), (case when f.answered_by is not null then 'answered_by' end, f.answered_by),
      (case when f.is_joined then 'joined' end, ''),
      (case when f.answered_at is not null and not f.is_joined and f.outcome = 'contact_hung_up' then 'abandoned' end, ''),
      (case when f.outcome is not null then 'outcome' end, f.outcome), (case when f.call_result is not null then 'call_result' end, f.call_result),
      (case when f.error_code is not null then 'error' end, f.error_code)) as m(measure, key)
  where f.account_id = p_account and f.id = any (p_ids) and m.measure is not null
  group by 1, 2, 3, 4, 5, 6
  union all
  select date_bin('30 minutes', s.accepted_at, '2000-01-01 00:00+00'), s.flow_id, s.flow_version_id, s.client_id, 'exit',
    s.step || chr(31) || coalesce(s.exit, ''), count(*)
  from step_fact s where s.account_id = p_account and s.interaction_id = any (p_ids) and s.part = 0
  group by 1, 2, 3, 4, 6
$$;
