-- Hands out notices of alerts that are due, each to one worker: one whose worker dies is due again after p_lease. Of what a destination
-- is told of one alert only the first that waits. Of all accounts, so it runs as the owner.
create or replace function patchcord_claim_notices(p_limit int, p_lease interval) returns table (account_id uuid, id uuid)
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update alert_notice n set due_at = patchcord_now() + p_lease
  from (select q.account_id, q.id from alert_notice q where q.due_at <= patchcord_now() and not exists (
      select from alert_notice b where b.account_id = q.account_id and b.stream = q.stream and b.destination_id = q.destination_id
        and b.status = 'waiting' and b.id < q.id)
    order by q.due_at limit p_limit for update skip locked) due
  where n.account_id = due.account_id and n.id = due.id
  returning n.account_id, n.id
$$;
