-- Notes that a phone rings, or that nobody knows whether it does.
create or replace function patchcord_note_attempt() returns trigger language plpgsql as $$
begin
  if patchcord_has_webhooks(new.account_id) then
    insert into webhook_outbox (account_id, interaction_id, at, what, about)
    values (new.account_id, new.interaction_id, patchcord_now(),
      case when new.status = 'unknown' then 'in_doubt' when new.purpose = 'contact' then 'ringing' else 'agent_ringing' end,
      jsonb_build_object('attempt', new.id, 'callback', new.callback_id));
  end if;
  return null;
end $$;
