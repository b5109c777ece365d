-- The interactions of the same flow that began before this attempt's and wait for their window to ring its number.
create or replace function patchcord_replaced_interactions(p_account uuid, p_attempt uuid) returns setof uuid
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query select o.interaction_id from dial_attempt a
    join interaction i on i.account_id = p_account and i.id = a.interaction_id
    join dial_attempt o on o.account_id = p_account and o.to_number = a.to_number and o.status = 'intended' and o.held_until is not null
      and o.interaction_id <> a.interaction_id
    join interaction p on p.account_id = p_account and p.id = o.interaction_id and p.flow_id = i.flow_id
    where a.account_id = p_account and a.id = p_attempt and (p.started_at, p.id) < (i.started_at, i.id);
end $$;
