-- Notes how far a callback has got. Whoever waits on the line waits for no callback: of them it is told that they were joined.
create or replace function patchcord_note_callback() returns trigger language plpgsql as $$
begin
  if not patchcord_has_webhooks(new.account_id) then return null; end if;
  if new.rounds_left is null then
    insert into webhook_outbox (account_id, interaction_id, at, what, about)
    values (new.account_id, new.interaction_id, patchcord_now(), 'callback', jsonb_build_object('callback', new.id, 'visit', new.visit,
      'status', new.status, 'reason', new.reason, 'priority', new.priority, 'ring_group', new.ring_group_id, 'round', jsonb_array_length(new.rounds)));
  elsif new.status = 'joined' then
    insert into webhook_outbox (account_id, interaction_id, at, what, about)
    values (new.account_id, new.interaction_id, patchcord_now(), 'joined', jsonb_build_object('visit', new.visit));
  end if;
  return null;
end $$;
