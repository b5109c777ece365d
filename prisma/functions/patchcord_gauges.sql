-- For metrics: calls that are under way (dials that were asked for and are not over, by their deadlines), what has happened and no
-- worker has told, and for how long the webhook delivery that is most overdue has been due. Of all accounts, so it runs as the owner.
create or replace function patchcord_gauges(out calls int, out untold int, out webhook_lag_seconds float)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  select count(*) into calls from deadline where subject = 'attempt';
  select count(*) into untold from webhook_outbox;
  select greatest(0, coalesce(extract(epoch from patchcord_now() - min(d.due_at)), 0)) into webhook_lag_seconds
    from webhook_endpoint e cross join lateral (select q.due_at from webhook_delivery q
      where q.account_id = e.account_id and q.endpoint_id = e.id and q.due_at is not null order by q.due_at limit 1) d
    where e.status = 'active';
end $$;
