-- Asks for the dial job again after p_delay: the carrier was not asked, or (processes of the version before) surely did not
-- process the request.
create or replace function patchcord_dial_later(p_account uuid, p_attempt uuid, p_delay interval, p_error text) returns void
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  update dial_attempt set status = 'intended', lease_until = null, error = p_error, dial_at = patchcord_now() + p_delay
    where account_id = p_account and id = p_attempt and status in ('submitting', 'intended') and call_id is null;
  if not found then return; end if;
  delete from deadline where account_id = p_account and subject = 'attempt' and id = p_attempt;
  -- The job that asks is still there under the plain key: this one is the next.
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt), now() + p_delay, null);
end $$;
