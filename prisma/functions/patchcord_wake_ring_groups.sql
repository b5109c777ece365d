-- Who waits for agents has a look at once.
create or replace function patchcord_wake_ring_groups(p_account uuid) returns void
language sql as $$
  insert into deadline (account_id, subject, id, due_at)
    select distinct c.account_id, 'ring_group', c.ring_group_id, patchcord_now() from callback c
    where c.account_id = p_account and c.status = 'waiting' order by 3
  on conflict (account_id, subject, id) do update set due_at = excluded.due_at
$$;
