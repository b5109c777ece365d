-- Notes that another version of a flow is published.
create or replace function patchcord_note_published() returns trigger language plpgsql as $$
begin
  if patchcord_has_webhooks(new.account_id) then
    insert into webhook_outbox (account_id, at, what, about)
    select new.account_id, patchcord_now(), 'published', jsonb_build_object('flow', new.id, 'name', new.name, 'version', v.id, 'number', v.number,
      'note', v.note) from flow_version v where v.account_id = new.account_id and v.id = new.published_version_id;
  end if;
  return null;
end $$;
