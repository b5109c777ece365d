-- Deletes interactions with all that hangs under them; no foreign keys do, since each insert would look its parent up.
create or replace function patchcord_delete_interactions(p_account uuid, p_ids uuid[]) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  perform patchcord_delete_webhooks(p_account, p_ids);
  delete from leg where account_id = p_account and interaction_id = any (p_ids);
  delete from port_call where account_id = p_account and interaction_id = any (p_ids);
  delete from callback where account_id = p_account and interaction_id = any (p_ids);
  delete from interaction_event where account_id = p_account and interaction_id = any (p_ids);
  delete from refused_ring where account_id = p_account and interaction_id = any (p_ids);
  delete from dial_attempt where account_id = p_account and interaction_id = any (p_ids);
  delete from step_fact where account_id = p_account and interaction_id = any (p_ids);
  delete from interaction_fact where account_id = p_account and id = any (p_ids);
  delete from interaction where account_id = p_account and id = any (p_ids);
end $$;
