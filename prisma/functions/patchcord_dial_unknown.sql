-- Nobody knows whether the carrier placed the call: never dialled again, looked for until it is found or given up.
create or replace function patchcord_dial_unknown(p_account uuid, p_attempt uuid, p_error text, p_look_in interval) returns boolean
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  update dial_attempt set status = 'unknown', error = coalesce(p_error, error)
    where account_id = p_account and id = p_attempt and status = 'submitting' and call_id is null;
  if not found then return false; end if;
  perform patchcord_set_deadline(p_account, 'attempt', p_attempt, patchcord_now() + p_look_in);
  return true;
end $$;
