-- An agent's call and the callback it is about, by its token.
create or replace function patchcord_agent_call(p_account uuid, p_token text) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('id', d.id, 'carrier_id', d.carrier_id, 'call_id', d.call_id, 'status', d.status,
    'ended', d.ended_at is not null, 'callback', patchcord_callback_facts(c))
    from dial_attempt d join callback c on c.account_id = d.account_id and c.id = d.callback_id
    where d.account_id = p_account and d.token = p_token and d.purpose = 'callback_agent');
end $$;
