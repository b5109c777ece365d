-- Notes how far a callback has got.
create or replace function patchcord_note_callback() returns trigger language plpgsql as $$
begin
  if patchcord_has_webhooks(new.account_id) then
    insert into webhook_outbox (account_id, interaction_id, at, what, about)
    values (new.account_id, new.interaction_id, patchcord_now(), 'callback', jsonb_build_object('callback', new.id, 'visit', new.visit,
      'status', new.status, 'reason', new.reason, 'priority', new.priority, 'ring_group', new.ring_group_id));
  end if;
  return null;
end $$;
