-- Takes a ring that is not made after all out of the limits it was counted in: p_counted, each "scope.unit", or null for all,
-- those of calls, minutes and money among them.
create or replace function patchcord_uncount_ring(p_account uuid, p_ring jsonb, p_counted text[]) returns void
language plpgsql as $$
begin
  update ring_count c set rings = c.rings - 1
  from jsonb_to_recordset(p_ring -> 'limits') as l(scope text, subject text, unit text, starts_at timestamptz)
  where c.account_id = p_account and c.scope = l.scope and c.subject = coalesce(l.subject, p_ring ->> l.scope) and c.unit = l.unit
    and c.starts_at = l.starts_at and (p_counted is null or l.scope || '.' || l.unit = any (p_counted));
  if p_counted is null and p_ring ? 'use' then
    delete from open_ring o using jsonb_to_recordset(p_ring -> 'use') as u(scope text, subject text)
    where o.account_id = p_account and o.scope = u.scope and o.subject = coalesce(u.subject, p_ring ->> u.scope) and o.id = (p_ring ->> 'id')::uuid;
  end if;
end $$;
