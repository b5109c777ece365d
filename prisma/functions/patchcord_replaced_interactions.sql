-- Of the interactions of a flow that ring this attempt's number: those that wait to ring it and began before another one. So the attempt's
-- own is among them where a newer one has come while the call of its last try was under way.
create or replace function patchcord_replaced_interactions(p_account uuid, p_attempt uuid) returns setof uuid
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query
    with ringing as (
      select o.interaction_id as id, p.started_at, o.status = 'intended' and o.held_until is not null as waits
      from dial_attempt a
      join interaction i on i.account_id = p_account and i.id = a.interaction_id
      join dial_attempt o on o.account_id = p_account and o.to_number = a.to_number and o.purpose = 'contact'
        and o.created_at > a.created_at - interval '8 days'
      join interaction p on p.account_id = p_account and p.id = o.interaction_id and p.flow_id = i.flow_id
      where a.account_id = p_account and a.id = p_attempt)
    select distinct r.id from ringing r where r.waits and exists (
      select from ringing n where (n.started_at, n.id) > (r.started_at, r.id));
end $$;
