-- Rings an agent for a callback; false where that must not be any more: the callback no longer waits, this round has rung the
-- agent, the agent is with another one, or the account may not ring the agent now (patchcord_prove_ring).
create or replace function patchcord_ring_agent(p_account uuid, p_callback uuid, p_attempt jsonb) returns boolean
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); c callback; v_now timestamptz := patchcord_now();
  v_slot timestamptz; v_agent text := coalesce(p_attempt ->> 'agent', p_attempt ->> 'to');
begin
  select * into c from callback where account_id = p_account and id = p_callback for update;
  if c.status is distinct from 'waiting' or v_agent = any (c.tried) or c.give_up_at <= v_now then return false; end if;
  insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
    ring_seconds, detect_machine, created_at, dial_at, drop_after, purpose, callback_id, send_digits, decision)
  values (p_account, (p_attempt ->> 'id')::uuid, c.interaction_id, c.visit, p_attempt ->> 'token',
    (p_attempt ->> 'carrier_id')::uuid, c.from_number, p_attempt ->> 'to', 'intended', (p_attempt ->> 'ring_seconds')::int, false, v_now, v_now,
    v_now + make_interval(secs => (p_attempt ->> 'drop_after_seconds')::float), 'callback_agent', p_callback,
    p_attempt ->> 'send_digits', p_attempt -> 'decision')
  on conflict do nothing;
  if not found then return false; end if;
  if p_attempt ? 'ring' and patchcord_prove_ring(p_account, (p_attempt -> 'ring') || (
      select jsonb_build_object('flow', i.flow_id, 'client', i.client_id) from interaction i
      where i.account_id = p_account and i.id = c.interaction_id), v_now) is not null then
    delete from dial_attempt where account_id = p_account and id = (p_attempt ->> 'id')::uuid;
    return false;
  end if;
  v_slot := patchcord_reserve_slot(p_account, (p_attempt ->> 'carrier_id')::uuid, (p_attempt ->> 'calls_per_second')::float,
    interval '1 day', v_now);
  update dial_attempt set dial_at = v_slot where account_id = p_account and id = (p_attempt ->> 'id')::uuid;
  update callback set tried = tried || v_agent where account_id = p_account and id = p_callback;
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt ->> 'id'), now() + (v_slot - v_now),
    'dial:' || (p_attempt ->> 'id'));
  return true;
end $$;
