-- Why a callback may not be rung again; null: it may. The next time is another interaction, whose own callback can be rung again in
-- its turn: so there is one at a time.
create or replace function patchcord_not_again(c callback) returns text
language sql stable as $$
  select case
      when c.status <> 'over' or c.rounds_left is not null then 'not_over'
      when c.joined_at is not null then 'talked'
      when c.reason = 'cancelled' then 'cancelled'
      when c.number = '' then 'erased'
      when c.again_interaction is not null then 'rung_again'
      when i.status = 'running' then 'goes_on'
      when f.archived_at is not null or f.deleted_at is not null then 'flow_gone' end
  from interaction i join flow f on f.account_id = i.account_id and f.id = i.flow_id
  where i.account_id = c.account_id and i.id = c.interaction_id
$$;
