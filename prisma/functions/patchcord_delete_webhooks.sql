-- Deletes what was told of interactions.
create or replace function patchcord_delete_webhooks(p_account uuid, p_interactions uuid[]) returns void
language plpgsql as $$
declare v_events text[];
begin
  v_events := array(select id from webhook_event where account_id = p_account and interaction_id = any (p_interactions));
  if v_events = '{}' then return; end if;
  delete from webhook_try where account_id = p_account and event_id = any (v_events);
  delete from webhook_delivery where account_id = p_account and event_id = any (v_events);
  delete from webhook_event where account_id = p_account and id = any (v_events);
end $$;
