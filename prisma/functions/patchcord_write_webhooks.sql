-- Writes events that somebody wants, with their deliveries, and takes what they were made of out of the outbox. Whoever
-- makes the same events again changes nothing. One at a time in an account, so that what is written later is later in each stream.
-- Nothing follows the end of an interaction, and nothing is written of one whose notes are gone or have another id: they were written
-- before, or the person was erased since the interaction was read.
create or replace function patchcord_write_webhooks(p_account uuid, p_noted uuid[], p_events jsonb) returns int
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); e record;
  v_wanted uuid[]; v_endpoint uuid; v_waits uuid; v_made int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('webhooks ' || p_account, 0));
  for e in select * from jsonb_to_recordset(p_events) as r(id text, type text, interaction uuid, stream uuid, flow uuid, at timestamptz,
      "position" bigint, body text, asked_for boolean) order by r."position" loop
    continue when e.interaction is not null and exists (select from webhook_event x where x.account_id = p_account and x.id = e.interaction || '-ended');
    continue when e.interaction is not null and not exists (select from webhook_outbox o where o.account_id = p_account
      and o.id = any (p_noted) and o.interaction_id = e.interaction);
    v_wanted := array(select n.id from webhook_endpoint n where n.account_id = p_account and n.status in (:webhook_listening)
      and (e.type = any (n.types) or (n.types = '{}' and not e.asked_for)) and (n.flows = '{}' or e.flow is null or e.flow = any (n.flows)));
    continue when v_wanted = '{}';
    insert into webhook_event (account_id, id, type, interaction_id, at, body)
      values (p_account, e.id, e.type, e.interaction, e.at, e.body) on conflict do nothing;
    continue when not found;
    foreach v_endpoint in array v_wanted loop
      -- Locked: whoever ends the delivery before it looks for this one afterwards.
      select d.endpoint_id into v_waits from webhook_delivery d where d.account_id = p_account and d.endpoint_id = v_endpoint and d.stream = e.stream
        and d.status = 'waiting' order by d."position" desc limit 1 for update;
      insert into webhook_delivery (account_id, endpoint_id, event_id, stream, "position", status, due_at, until)
      values (p_account, v_endpoint, e.id, e.stream, e."position", 'waiting', case when v_waits is null then v_now end,
        v_now + interval ':webhook_hours hours');
      v_made := v_made + 1;
    end loop;
  end loop;
  delete from webhook_outbox where account_id = p_account and id = any (p_noted);
  return v_made;
end $$;
