-- Hands out what is due, each to one worker: a handler that dies leaves it due again after p_lease. Of all accounts, so it runs
-- as the owner.
create or replace function patchcord_take_due(p_limit int, p_lease interval) returns setof deadline
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update deadline d set due_at = patchcord_now() + p_lease
  from (select account_id, subject, id from deadline where due_at <= patchcord_now()
    order by due_at limit p_limit for update skip locked) due
  where d.account_id = due.account_id and d.subject = due.subject and d.id = due.id
  returning d.*
$$;
