-- The place of a contact among those who wait on the line for the same ring group's agents, from 1, in the order in which agents are
-- rung for them (patchcord_callback_work); null for one who does not wait any more.
create or replace function patchcord_position(p_account uuid, p_interaction uuid, p_visit int) returns int
language plpgsql stable as $$
declare c callback;
begin
  select * into c from callback where account_id = p_account and interaction_id = p_interaction and visit = p_visit
    and status = 'waiting' and rounds_left is not null;
  if c.id is null then return null; end if;
  -- As the index callback_line says who waits.
  return 1 + (select count(*) from callback w where w.account_id = p_account and w.ring_group_id = c.ring_group_id
    and w.rounds_left is not null and w.over_at is null and w.accepted_attempt is null and (w.priority, w.queued_at, w.id) < (c.priority, c.queued_at, c.id));
end $$;
