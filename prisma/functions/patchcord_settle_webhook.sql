-- Writes down what came of a request: the delivery is over (delivered, dead) or due again, and the next of its stream may go
-- once it is over. An endpoint that answered 410, or has failed for days, is sent nothing more: then its state is returned.
create or replace function patchcord_settle_webhook(p_account uuid, p_endpoint uuid, p_event text, p_try jsonb, p_status text,
  p_again interval) returns text
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); d webhook_delivery;
  v_is_over boolean := p_status in ('delivered', 'dead'); v_before text; v_after text;
begin
  update webhook_delivery set status = case when v_is_over then p_status else status end, tries = tries + 1,
      due_at = case when not v_is_over then v_now + p_again end, ended_at = case when v_is_over then v_now end,
      last_status = (p_try ->> 'status')::int, last_error = p_try ->> 'error'
    where account_id = p_account and endpoint_id = p_endpoint and event_id = p_event and status = 'waiting' returning * into d;
  if not found then return null; end if;
  insert into webhook_try (account_id, id, endpoint_id, event_id, at, milliseconds, status, error, answer)
  values (p_account, (p_try ->> 'id')::uuid, p_endpoint, p_event, v_now, (p_try ->> 'milliseconds')::int, (p_try ->> 'status')::int,
    p_try ->> 'error', p_try ->> 'answer');
  if v_is_over then
    update webhook_delivery n set due_at = v_now
      where n.account_id = p_account and n.endpoint_id = p_endpoint and n.stream = d.stream and n.status = 'waiting' and n.due_at is null
        and n."position" = (select min(x."position") from webhook_delivery x where x.account_id = p_account and x.endpoint_id = p_endpoint
          and x.stream = d.stream and x.status = 'waiting');
  end if;
  if p_status = 'delivered' then
    update webhook_endpoint set failing_since = null, failures = 0
      where account_id = p_account and id = p_endpoint and failures > 0;
    return null;
  end if;
  select status into v_before from webhook_endpoint where account_id = p_account and id = p_endpoint for update;
  update webhook_endpoint w set failing_since = coalesce(w.failing_since, v_now), failures = w.failures + 1,
      status = case when w.status <> 'active' then w.status when (p_try ->> 'status')::int = 410 then 'gone'
        when w.failing_since < v_now - interval ':webhook_failing_days days' then 'failing' else w.status end
    where w.account_id = p_account and w.id = p_endpoint returning w.status into v_after;
  return case when v_after <> v_before then v_after end;
end $$;
