-- The next p_limit interactions after p_after, and what the number (E.164) has to do with each: it is the contact's, or it is only found
-- in it, as an agent's or in a text. Ids are in the order of time.
create or replace function patchcord_mentioning(p_account uuid, p_number text, p_after uuid, p_limit int)
returns table (id uuid, is_contact boolean, is_mentioned boolean, is_running boolean)
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_pattern text := patchcord_number_pattern(p_number);
begin
  return query
  with next as materialized (select i.id, i.status, i.state, i.document from interaction i
    where i.account_id = p_account and (p_after is null or i.id > p_after) order by i.id limit p_limit)
  select n.id, c.is_contact, c.is_contact or n.state::text ~ v_pattern or coalesce(n.document::text ~ v_pattern, false)
      or exists (select from dial_attempt a where a.account_id = p_account and a.interaction_id = n.id and a.to_number = p_number)
      or exists (select from leg l where l.account_id = p_account and l.interaction_id = n.id and l.to_number = p_number)
      or exists (select from refused_ring r where r.account_id = p_account and r.interaction_id = n.id and (r.to_number = p_number or r.message ~ v_pattern))
      or exists (select from port_call p where p.account_id = p_account and p.interaction_id = n.id and p.request::text ~ v_pattern)
      or exists (select from interaction_event e where e.account_id = p_account and e.interaction_id = n.id
        and (e.resume::text ~ v_pattern or e.events::text ~ v_pattern or e.answer ~ v_pattern)), n.status = 'running'
  from next n cross join lateral (select coalesce(n.state -> 'call' ->> 'to' = p_number, false)
    or exists (select from dial_attempt a where a.account_id = p_account and a.interaction_id = n.id and a.to_number = p_number and a.purpose = 'contact')
    or exists (select from callback b where b.account_id = p_account and b.interaction_id = n.id and b.number = p_number)
    or exists (select from refused_ring r where r.account_id = p_account and r.interaction_id = n.id and r.to_number = p_number
      and r.party = 'contact') as is_contact) c
  order by n.id;
end $$;
