-- Its owner is alive and still makes the call.
create or replace function patchcord_renew_port_call(p_account uuid, p_id uuid, p_lease interval) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_until timestamptz := patchcord_now() + p_lease;
begin
  update port_call set lease_until = v_until where account_id = p_account and id = p_id and status = 'running';
  if found then perform patchcord_set_deadline(p_account, 'port_call', p_id, v_until); end if;
end $$;
