-- Lets a dial that waits for its window wait further, until p_until, for the reason of p_waited ({"code", "message", "zone"?}). How long
-- it may wait for a call slot afterwards stays the same.
create or replace function patchcord_hold_dial(p_account uuid, p_attempt uuid, p_until timestamptz, p_waited jsonb) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now();
begin
  update dial_attempt set drop_after = drop_after + (p_until - held_until), held_until = p_until, dial_at = p_until,
      decision = jsonb_set(coalesce(decision, '{}'), '{waited}', p_waited)
    where account_id = p_account and id = p_attempt and status = 'intended' and held_until is not null;
  if not found then return; end if;
  -- The job that asks is still there under the plain key: this one is the next.
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt), now() + (p_until - v_now), null);
end $$;
