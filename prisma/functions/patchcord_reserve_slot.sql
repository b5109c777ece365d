-- The next free call slot of a carrier row, or null if the wait for it would exceed p_max_wait. p_rate null: no pacing, but for
-- what a wait that the carrier asked for has held back (patchcord_dial_again), which would else be asked for all at once.
create or replace function patchcord_reserve_slot(p_account uuid, p_carrier uuid, p_rate float, p_max_wait interval, p_now timestamptz) returns timestamptz
language plpgsql as $$
declare v_gap interval; v_next timestamptz;
begin
  if p_rate is null then
    select next_at into v_next from carrier_pace where account_id = p_account and carrier_id = p_carrier;
    if v_next is null or v_next <= p_now then return p_now; end if;
  end if;
  v_gap := make_interval(secs => 1 / coalesce(p_rate, 5));
  insert into carrier_pace as pace (account_id, carrier_id, next_at) values (p_account, p_carrier, p_now + v_gap)
  on conflict (account_id, carrier_id) do update set next_at = greatest(pace.next_at, p_now) + v_gap
    where pace.next_at <= p_now + p_max_wait
  returning next_at into v_next;
  return v_next - v_gap;
end $$;
