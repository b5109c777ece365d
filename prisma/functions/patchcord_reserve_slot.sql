-- The next free call slot of a carrier row, or null if the wait for it would exceed p_max_wait. p_rate null: no pacing.
create or replace function patchcord_reserve_slot(p_account uuid, p_carrier uuid, p_rate float, p_max_wait interval, p_now timestamptz) returns timestamptz
language plpgsql as $$
declare v_gap interval; v_next timestamptz;
begin
  if p_rate is null then return p_now; end if;
  v_gap := make_interval(secs => 1 / p_rate);
  insert into carrier_pace as pace (account_id, carrier_id, next_at) values (p_account, p_carrier, p_now + v_gap)
  on conflict (account_id, carrier_id) do update set next_at = greatest(pace.next_at, p_now) + v_gap
    where pace.next_at <= p_now + p_max_wait
  returning next_at into v_next;
  return v_next - v_gap;
end $$;
