-- Hands out deliveries that are due, each to one worker: one whose worker dies is due again after p_lease. `p_busy` says how many
-- of an endpoint the worker has under way: it gets p_each at most, and one where the endpoint fails again and again, so that
-- one that hangs takes no others' room. Endpoints after p_after come first. Of all accounts, so it runs as the owner.
create or replace function patchcord_claim_webhooks(p_limit int, p_each int, p_busy jsonb, p_after uuid, p_lease interval)
returns table (account_id uuid, endpoint_id uuid, event_id text)
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update webhook_delivery d set due_at = patchcord_now() + p_lease
  from (select due.account_id, due.endpoint_id, due.event_id
    from (select e.account_id, e.id, case when e.failures >= 10 then 1 else p_each end - coalesce((p_busy ->> e.id::text)::int, 0) as room
      from webhook_endpoint e where e.status = 'active' order by e.id > p_after desc, e.id) e
    cross join lateral (select q.account_id, q.endpoint_id, q.event_id from webhook_delivery q
      where q.account_id = e.account_id and q.endpoint_id = e.id and q.due_at <= patchcord_now()
      order by q.due_at limit greatest(e.room, 0) for update skip locked) due
    limit p_limit) c
  where d.account_id = c.account_id and d.endpoint_id = c.endpoint_id and d.event_id = c.event_id
  returning d.account_id, d.endpoint_id, d.event_id
$$;
