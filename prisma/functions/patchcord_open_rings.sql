-- The calls of a limit's subject that were not over when they were last looked at, with the begun minutes that they have lasted by
-- p_at: one from the ring on, and none where they ended without an answer. A forward's is over when another document follows; when
-- its agent left, no carrier says, so it is the next event (server/reports/leg-end.ts).
create or replace function patchcord_open_rings(p_account uuid, p_scope text, p_subject text, p_at timestamptz)
returns table (id uuid, starts_at timestamptz, price numeric, is_over boolean, minutes int)
language sql stable as $$
  select o.id, o.starts_at, o.price, c.is_over, case when c.is_over and c.answered_at is null then 0 else
    greatest(1, ceil(extract(epoch from coalesce(case when c.is_over then c.ended_at end, p_at) - c.answered_at) / 60)) end::int
  from open_ring o
  left join dial_attempt a on o.turn is null and a.account_id = p_account and a.id = o.id
  left join interaction i on o.turn is not null and i.account_id = p_account and i.id = o.interaction_id
  left join lateral (select max(l.answered_at) as answered_at, max(l.ended_at) as ended_at from leg l
    where o.turn is not null and l.account_id = p_account and l.interaction_id = o.interaction_id and l.turn = o.turn) l on true
  left join lateral (select min(e.at) as at from interaction_event e
    where e.account_id = p_account and e.interaction_id = o.interaction_id and e.at >= l.answered_at) e on true
  cross join lateral (select coalesce(a.answered_at, l.answered_at) as answered_at, coalesce(a.ended_at, l.ended_at, e.at) as ended_at,
    case when o.turn is null then a.id is null or a.ended_at is not null
      else i.id is null or i.status <> 'running' or (i.state ->> 'turn')::int <> o.turn end as is_over) c
  where o.account_id = p_account and o.scope = p_scope and o.subject = p_subject
$$;
