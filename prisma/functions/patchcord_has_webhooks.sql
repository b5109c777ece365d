-- Whether anybody is to be told what happens in the account.
create or replace function patchcord_has_webhooks(p_account uuid) returns boolean
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return exists (select from webhook_endpoint where account_id = p_account and status in (:webhook_listening));
end $$;
