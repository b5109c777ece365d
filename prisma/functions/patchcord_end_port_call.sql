-- A port call is over: its result is kept and its request is not, since that may hold what a customer said.
create or replace function patchcord_end_port_call(p_account uuid, p_id uuid, p_result text) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  update port_call set status = 'ended', result = p_result, request = null, ended_at = patchcord_now()
    where account_id = p_account and id = p_id and status <> 'ended';
  delete from deadline where account_id = p_account and subject = 'port_call' and id = p_id;
end $$;
