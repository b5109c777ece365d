-- A delivery as it is to be sent; null where it waits no more.
create or replace function patchcord_webhook(p_account uuid, p_endpoint uuid, p_event text) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('url', w.url, 'secret', encode(w.secret, 'base64'), 'former', coalesce(w.former_until > patchcord_now(), false),
      'name', w.name, 'type', e.type, 'body', e.body, 'tries', d.tries, 'seconds_left', extract(epoch from d.until - patchcord_now()))
    from webhook_delivery d join webhook_endpoint w on w.account_id = d.account_id and w.id = d.endpoint_id
      join webhook_event e on e.account_id = d.account_id and e.id = d.event_id
    where d.account_id = p_account and d.endpoint_id = p_endpoint and d.event_id = p_event and d.status = 'waiting');
end $$;
