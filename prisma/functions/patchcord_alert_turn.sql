-- A worker says how full its machine's disk is, and asks for the turn to check alerts: it has it where nobody else does, for p_lease.
-- No row: another worker checks. `gap`: how long nobody has checked; null at the first time. `accounts`: those with an alert that is
-- switched on. Of all accounts, so it runs as the owner.
create or replace function patchcord_alert_turn(p_holder text, p_host text, p_disk_free double precision, p_lease interval)
returns table (gap interval, accounts uuid[])
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_now timestamptz := patchcord_now(); t alert_turn;
begin
  insert into alert_host (host, disk_free, seen_at) values (p_host, p_disk_free, v_now)
    on conflict (host) do update set disk_free = excluded.disk_free, seen_at = excluded.seen_at;
  delete from alert_host where seen_at < v_now - interval '1 hour';
  select * into t from alert_turn where id = 1 for update;
  if t.holder <> p_holder and t.until > v_now then return; end if;
  insert into alert_turn (holder, until, checked_at) values (p_holder, v_now + p_lease, v_now)
    on conflict (id) do update set holder = excluded.holder, until = excluded.until, checked_at = excluded.checked_at;
  gap := v_now - t.checked_at;
  accounts := array(select distinct r.account_id from alert_rule r where r.enabled order by r.account_id);
  return next;
end $$;
