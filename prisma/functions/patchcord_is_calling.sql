-- Whether another interaction of the flow has a call to the number: under way, or over so shortly that it may not be ended yet. A dial that
-- waits for its window is no call. Looked up by key, one after another: in a join a plan may begin with the interactions.
create or replace function patchcord_is_calling(p_account uuid, p_to text, p_flow uuid, p_but uuid, p_at timestamptz) returns boolean
language plpgsql as $$
declare v_day timestamptz := p_at - interval '1 day'; v_interaction uuid; v_none boolean;
begin
  for v_interaction in select d.interaction_id from dial_attempt d where d.account_id = p_account and d.to_number = p_to
      and d.created_at > v_day and d.purpose = 'contact' and d.held_until is null and d.status in ('intended', :attempt_in_doubt, 'placed') loop
    select true into v_none from interaction i where i.account_id = p_account and i.id = v_interaction and i.flow_id = p_flow
      and i.id is distinct from p_but and (i.status = 'running' or i.finished_at > p_at - interval '1 minute');
    if found then return true; end if;
  end loop;
  return false;
end $$;
