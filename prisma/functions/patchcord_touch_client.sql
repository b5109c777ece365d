-- Writes that a client was used, unless that was written a moment ago.
create or replace function patchcord_touch_client(p_account uuid, p_id text) returns void
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  update oauth_client set last_used_at = patchcord_now()
    where account_id = p_account and id = p_id and (last_used_at is null or last_used_at < patchcord_now() - interval ':client_use_minutes minutes');
end $$;
