-- `claimed`: the caller makes the call now. `lapsed`: its owner was lost in the middle of it, and the caller may make it again
-- where the request can be repeated. `busy`: its owner is alive. `over`: nobody waits for it any more.
create or replace function patchcord_claim_port_call(p_account uuid, p_id uuid, p_lease interval)
returns table (result text, interaction_id uuid, flow_version_id uuid, visit int, port text, request jsonb, seconds_left float, at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); c port_call; i interaction;
begin
  select * into c from port_call where account_id = p_account and id = p_id for update;
  if c.id is null or c.status = 'ended' then
    delete from deadline where account_id = p_account and subject = 'port_call' and id = p_id;
    result := 'over'; return next; return;
  end if;
  select * into i from interaction where account_id = p_account and id = c.interaction_id;
  if i.status <> 'running' or i.state -> 'wait' ->> 'for' is distinct from 'port' or (i.state -> 'cursor' ->> 'visit')::int <> c.visit then
    perform patchcord_end_port_call(p_account, p_id, 'late');
    result := 'over'; return next; return;
  end if;
  if c.status = 'running' and c.lease_until > v_now then
    perform patchcord_set_deadline(p_account, 'port_call', p_id, c.lease_until);
    result := 'busy'; return next; return;
  end if;
  result := case when c.status = 'running' then 'lapsed' else 'claimed' end;
  update port_call set status = 'running', tries = tries + 1, lease_until = v_now + p_lease where account_id = p_account and id = p_id;
  perform patchcord_set_deadline(p_account, 'port_call', p_id, v_now + p_lease);
  interaction_id := c.interaction_id; flow_version_id := i.flow_version_id; visit := c.visit; port := c.port; request := c.request;
  seconds_left := c.timeout_seconds - extract(epoch from v_now - c.created_at); at := c.created_at;
  return next;
end $$;
