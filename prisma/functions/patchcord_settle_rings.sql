-- Adds the calls of a limit's subject that are over to what its day has used, and forgets them. The caller holds the account's lock.
create or replace function patchcord_settle_rings(p_account uuid, p_scope text, p_subject text, p_at timestamptz) returns void
language sql as $$
  with over as materialized (select * from patchcord_open_rings(p_account, p_scope, p_subject, p_at) o where o.is_over),
    forgotten as (delete from open_ring o using over where o.account_id = p_account and o.scope = p_scope and o.subject = p_subject and o.id = over.id)
  insert into ring_use as u (account_id, scope, subject, starts_at, minutes, money)
  select p_account, p_scope, p_subject, over.starts_at, sum(over.minutes), sum(over.minutes * over.price) from over group by over.starts_at
  on conflict (account_id, scope, subject, starts_at) do update set minutes = u.minutes + excluded.minutes, money = u.money + excluded.money
$$;
