-- Ends what agents' calls of a callback there still are, but for one.
create or replace function patchcord_end_agents(p_account uuid, p_callback uuid, p_but uuid) returns void
language plpgsql as $$
declare v_attempt uuid;
begin
  for v_attempt in select id from dial_attempt where account_id = p_account and callback_id = p_callback and purpose = 'callback_agent'
      and ended_at is null and id is distinct from p_but loop
    perform patchcord_enqueue('update_call', json_build_object('account', p_account, 'attempt', v_attempt), now(), 'end:' || v_attempt);
  end loop;
end $$;
