-- The types that the account's endpoints name.
create or replace function patchcord_webhooks_wanted(p_account uuid) returns text[]
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return array(select distinct unnest(types) from webhook_endpoint where account_id = p_account and status in (:webhook_listening));
end $$;
