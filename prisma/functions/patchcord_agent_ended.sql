-- An agent's call is over: the agent is free again, and a callback that has lost its agent has to be looked at. Where the two
-- are joined the contact's own call says so first, as a rule.
create or replace function patchcord_agent_ended(p_account uuid, p_callback uuid, p_attempt uuid) returns void
language plpgsql as $$
declare c callback;
begin
  perform patchcord_wake_ring_groups(p_account);
  select * into c from callback where account_id = p_account and id = p_callback;
  if c.accepted_attempt = p_attempt and c.status in ('accepted', 'joined') then
    perform patchcord_set_deadline(p_account, 'callback', p_callback,
      patchcord_now() + case c.status when 'joined' then interval '5 seconds' else interval '0' end);
  end if;
end $$;
