-- Ends what agents' calls of a callback there still are, but for one. A dial that no process has taken is cancelled with the write that
-- calls for it, so that none is taken after it; calls that were asked for are ended by jobs. An agent who was joined is told by the room's end
-- that the contact has left, and is ended where that was not heard.
create or replace function patchcord_end_agents(p_account uuid, p_callback uuid, p_but uuid) returns void
language plpgsql as $$
declare v_attempt uuid; v_status text; v_result text; v_pause interval;
begin
  select case when joined_at is null then interval '0' else interval '5 seconds' end into v_pause from callback
    where account_id = p_account and id = p_callback;
  for v_attempt, v_status in select id, status from dial_attempt where account_id = p_account and callback_id = p_callback
      and purpose = 'callback_agent' and ended_at is null and id is distinct from p_but order by id loop
    v_result := case v_status when 'intended' then (select c.result from patchcord_cancel_attempt(p_account, v_attempt) c) end;
    continue when v_result = 'cancelled';
    perform patchcord_enqueue('update_call', json_build_object('account', p_account, 'attempt', v_attempt), now() + v_pause, 'end:' || v_attempt);
  end loop;
end $$;
