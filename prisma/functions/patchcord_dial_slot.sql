-- A call slot for a dial that is repeated, at the pace of its carrier row: true where it is free now. Else the dial job comes
-- again when it is, and the attempt says so.
create or replace function patchcord_dial_slot(p_account uuid, p_attempt uuid, p_rate float) returns boolean
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
  v_slot timestamptz;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt and status = 'intended' for update;
  if a.id is null or v_now > a.drop_after then return true; end if;
  v_slot := patchcord_reserve_slot(p_account, a.carrier_id, p_rate, interval '366 days', v_now);
  if v_slot <= v_now then return true; end if;
  v_slot := least(v_slot, a.drop_after + interval '1 second');
  update dial_attempt set dial_at = v_slot where account_id = p_account and id = p_attempt;
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt), now() + (v_slot - v_now), null);
  return false;
end $$;
