-- Makes the facts of these interactions of the account from their log, as it stands. What is settled once stays as it is and is counted
-- once: whoever projects it again changes nothing. The caller holds the account's mark, so that nobody else does the same meanwhile.
-- Without nested loops: the planner takes what is read of these interactions for a few rows, and would walk it anew for each.
create or replace function patchcord_project(p_account uuid, p_ids uuid[]) returns void
language plpgsql set enable_nestloop = off as $$
declare v_now timestamptz := patchcord_now(); v_settled uuid[];
begin
  with i as materialized (
    select i.id, i.flow_id, i.flow_version_id, i.client_id, i.version, i.status, i.outcome, i.call_result, i.started_at, i.finished_at,
      i.state -> 'call' ->> 'to' as to_number, i.state -> 'call' ->> 'from' as from_number, i.state -> 'variables' as variables,
      (select array_agg(d.key) from jsonb_each(v.definition -> 'variables') d where d.value @> '{"sensitive": true}') as sensitive
    from interaction i left join flow_version v on v.account_id = p_account and v.id = i.flow_version_id
    where i.account_id = p_account and i.id = any (p_ids)
  ), resume as materialized (
    select e.interaction_id as id, e.seq, e.at, e.resume ->> 'kind' as kind, e.resume ->> 'joined' as joined, e.resume ->> 'result' as result, e.events
    from interaction_event e where e.account_id = p_account and e.interaction_id = any (p_ids)
  ), event as materialized (
    select r.id, r.seq, o.nth, o.event ->> 'event' as kind, (o.event ->> 'visit')::int as visit, o.event
    from resume r cross join lateral jsonb_array_elements(r.events) with ordinality as o(event, nth)
  ), step as materialized (
    select distinct on (s.id, s.visit) s.id, s.visit, s.event ->> 'step' as step, s.event ->> 'component' as component,
      (s.event ->> 'at')::timestamptz as entered_at, nullif(l.event ->> 'exit', '') as exit, (l.event ->> 'at')::timestamptz as left_at,
      l.event -> 'error' ->> 'code' as error_code
    from event s left join event l on l.id = s.id and l.visit = s.visit and l.kind = 'step_left'
    where s.kind = 'step_entered' order by s.id, s.visit, l.seq desc, l.nth desc
  ), secret as materialized (
    select i.id, array(select i.variables ->> name from unnest(i.sensitive) name where i.variables ->> name is not null
      union select e.event ->> 'value' from event e where e.id = i.id and e.kind = 'variable_set' and e.event ->> 'name' = any (i.sensitive)
        and jsonb_typeof(e.event -> 'value') in ('string', 'number')) as texts
    from i where i.sensitive is not null
  ), attempt as materialized (
    select a.interaction_id as id, a.id as attempt, a.visit, a.purpose, a.to_number, a.from_number, a.call_id, a.status, a.call_status, a.error,
      a.created_at, a.submitted_at, a.ringing_at, a.answered_at, a.ended_at, coalesce(a.visit_try, 1) as try,
      row_number() over (partition by a.interaction_id, a.visit, a.purpose order by a.visit_try desc nulls last, a.id desc) as to_last
    from dial_attempt a where a.interaction_id = any (p_ids) and a.account_id = p_account
  ), leg as materialized (
    select l.interaction_id as id, l.call_id, l.to_number, l.status, l.answered_at, l.accepted_at, l.ended_at,
      coalesce(max(s.visit) filter (where s.entered_at <= coalesce(l.answered_at, l.ended_at, 'infinity')), max(s.visit), 0) as visit,
      row_number() over (partition by l.interaction_id order by l.turn, l.call_id) as nth
    from leg l left join step s on s.id = l.interaction_id
    where l.account_id = p_account and l.interaction_id = any (p_ids)
    group by l.account_id, l.interaction_id, l.call_id
  ), call as (
    select id, count(*) filter (where submitted_at is not null)::int as tries, min(submitted_at) as dialled_at, min(ringing_at) as ringing_at,
      -- Of a step that rang again, its last call is the one that tells whether somebody answered.
      min(answered_at) filter (where to_last = 1) as answered_at, bool_or(try > 1) as is_tried,
      (array_agg(coalesce(submitted_at, ringing_at) order by to_last > 1, answered_at))[1] as rung_at, (array_agg(to_number order by visit, attempt))[1] as to_number,
      (array_agg(from_number order by visit, attempt))[1] as from_number, (array_agg(call_id order by visit, attempt))[1] as call_id
    from attempt where purpose = 'contact' group by id
  ), open as (
    select id from attempt where submitted_at is not null and ended_at is null and status <> 'unknown' group by id
  ), told as (
    select id, min(at) filter (where kind = 'call_answered') as answered_at,
      coalesce(bool_or((kind = 'hung_up' and joined = 'true') or (kind = 'forward_ended' and result = 'answered')
        or (kind = 'callback_ended' and result = 'finished')), false) as is_joined
    from resume group by id
  ), back as (
    select c.interaction_id as id, min(c.joined_at) as joined_at, max(c.over_at) as over_at,
      (array_agg(a.to_number order by c.joined_at desc))[1] as to_number
    from callback c left join attempt a on a.attempt = c.accepted_attempt
    where c.account_id = p_account and c.interaction_id = any (p_ids) and c.joined_at is not null group by c.interaction_id
  ), joined as (
    select i.id, coalesce(t.is_joined or i.outcome = 'forwarded' or b.joined_at is not null, b.joined_at is not null) as is_joined, b.over_at,
      coalesce(b.joined_at, l.accepted_at, l.answered_at) as joined_at, coalesce(b.to_number, l.to_number) as to_number
    from i left join told t on t.id = i.id left join back b on b.id = i.id
    left join (select distinct on (l.id) l.id, l.accepted_at, l.answered_at, l.to_number from leg l where l.answered_at is not null
      order by l.id, l.accepted_at is null, l.nth desc) l on l.id = i.id
  ), parted as (
    select j.id, min(r.at) as at from joined j join resume r on r.id = j.id and r.at >= j.joined_at where j.is_joined group by j.id
  ), failed as (
    select distinct on (s.id) s.id, s.error_code from step s where s.error_code is not null order by s.id, s.visit desc
  ), fact as (
    select i.*, coalesce(k.to_number, i.to_number) as contact, coalesce(k.from_number, i.from_number) as origin, k.call_id, coalesce(k.tries, 0) as tries,
      k.dialled_at, k.ringing_at, k.rung_at,
      case when k.is_tried then k.answered_at else least(k.answered_at, t.answered_at) end as answered_at, j.is_joined, case when j.is_joined then j.joined_at end as joined_at,
      case when j.is_joined then coalesce(j.over_at, p.at, i.finished_at) end as parted_at,
      case when j.is_joined then j.to_number end as agent, coalesce(s.texts, '{}') as secrets,
      e.error_code,
      i.status <> 'running' and (i.finished_at < v_now - interval ':fact_settle_seconds seconds' or o.id is null) as is_settled
    from i left join call k on k.id = i.id left join told t on t.id = i.id left join joined j on j.id = i.id left join secret s on s.id = i.id
    left join parted p on p.id = i.id left join failed e on e.id = i.id left join open o on o.id = i.id
  ), written as (
    insert into interaction_fact as was (account_id, id, flow_id, flow_version_id, client_id, status, outcome, call_result, answered_by, error_code,
      contact, contact_end, is_contact_hidden, origin, call_id, agent, is_joined, tries, accepted_at, dialled_at, ringing_at, answered_at, joined_at,
      ended_at, ring_seconds, wait_seconds, talk_seconds, log_version, is_settled)
    select p_account, f.id, f.flow_id, f.flow_version_id, f.client_id, f.status, f.outcome, f.call_result,
      case when f.call_result in ('machine', 'voicemail') then 'voicemail' when f.call_result = 'screened' then 'screened' when f.answered_at is not null then 'person'
        when f.tries > 0 and f.status <> 'running' then 'nobody' end,
      f.error_code, c.contact, reverse(regexp_replace(c.contact, '\D', '', 'g')), f.contact is not null and c.contact is null,
      case when patchcord_may_show(f.origin, f.secrets) then f.origin end, f.call_id, case when patchcord_may_show(f.agent, f.secrets) then f.agent end,
      f.is_joined, f.tries, f.started_at, f.dialled_at, f.ringing_at, f.answered_at, f.joined_at, f.finished_at,
      extract(epoch from f.answered_at - f.rung_at), extract(epoch from f.joined_at - f.answered_at),
      case when f.joined_at <= f.parted_at then extract(epoch from f.parted_at - f.joined_at) end, f.version, f.is_settled
    from fact f cross join lateral (select case when patchcord_may_show(f.contact, f.secrets) then nullif(f.contact, '') end as contact) c
    on conflict (account_id, id) do update set (status, outcome, call_result, answered_by, error_code, contact, contact_end, is_contact_hidden, origin,
        call_id, agent, is_joined, tries, dialled_at, ringing_at, answered_at, joined_at, ended_at, ring_seconds, wait_seconds, talk_seconds,
        log_version, is_settled) =
      (excluded.status, excluded.outcome, excluded.call_result, excluded.answered_by, excluded.error_code, excluded.contact, excluded.contact_end,
        excluded.is_contact_hidden, excluded.origin, excluded.call_id, excluded.agent, excluded.is_joined, excluded.tries, excluded.dialled_at,
        excluded.ringing_at, excluded.answered_at, excluded.joined_at, excluded.ended_at, excluded.ring_seconds, excluded.wait_seconds,
        excluded.talk_seconds, excluded.log_version, excluded.is_settled)
      where not was.is_settled
    returning id, is_settled
  ), part as (
    select s.id, s.visit, 0 as part, 'step' as kind, s.step, s.exit, s.entered_at, s.left_at, null as agent, s.error_code from step s
    union all
    select l.id, l.visit, l.nth::int, 'leg', null, case when l.answered_at is not null then 'answered' else l.status end, coalesce(l.answered_at, l.ended_at), l.ended_at, l.to_number, null from leg l
    union all
    select a.id, a.visit, 1000 + row_number() over (partition by a.id order by a.visit, a.attempt)::int, 'attempt', null, coalesce(a.call_status, a.status),
      coalesce(a.submitted_at, a.created_at), a.ended_at, a.to_number, null from attempt a where a.purpose <> 'contact'
  ), steps as (
    insert into step_fact as was (account_id, interaction_id, visit, part, kind, flow_id, flow_version_id, client_id, accepted_at, step, step_name,
      component, component_name, exit, exit_name, entered_at, left_at, agent, error_code)
    select p_account, w.id, p.visit, p.part, p.kind, f.flow_id, f.flow_version_id, f.client_id, f.started_at, s.step, coalesce(n.name, s.step),
      s.component, coalesce(n.component_name, s.component), p.exit, case p.part when 0 then coalesce(n.exits ->> p.exit, p.exit) else p.exit end,
      coalesce(p.entered_at, s.entered_at), coalesce(p.left_at, case when p.kind = 'leg' then s.left_at end),
      case when patchcord_may_show(p.agent, f.secrets) then p.agent end, p.error_code
    from written w join fact f on f.id = w.id join part p on p.id = w.id
    join step s on s.id = w.id and s.visit = p.visit
    left join version_step n on n.account_id = p_account and n.flow_version_id = f.flow_version_id and n.step = s.step
    on conflict (account_id, interaction_id, visit, part) do update set (exit, exit_name, entered_at, left_at, agent, error_code) =
      (excluded.exit, excluded.exit_name, excluded.entered_at, excluded.left_at, excluded.agent, excluded.error_code)
    returning 1
  )
  select array_agg(w.id) into v_settled from written w where w.is_settled;
  insert into report_count as was (account_id, half_hour, flow_id, flow_version_id, client_id, measure, key, number)
  select p_account, c.half_hour, c.flow_id, c.flow_version_id, c.client_id, c.measure, c.key, c.number
  from patchcord_fact_counts(p_account, v_settled) c
  on conflict (account_id, half_hour, flow_id, flow_version_id, client_id, measure, key) do update set number = was.number + excluded.number;
  perform patchcord_count_outcomes(p_account, v_settled);
end $$;
