-- The carrier surely did not process the request: back to `intended`, to be dialled again. Not before p_wait, which the carrier
-- has asked for and new dials of the carrier row keep to as well, nor before a pause that doubles with each try up to p_most and
-- is lengthened by up to itself (p_random, 0 to 1). The job then takes a call slot (patchcord_dial_slot). Where that is later
-- than the flow lets it wait, it ends when the flow says so.
create or replace function patchcord_dial_again(p_account uuid, p_attempt uuid, p_wait interval, p_first interval, p_most interval,
  p_random float, p_rate float, p_error text) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
  v_pause interval; v_at timestamptz;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt and status in ('submitting', 'intended')
    and call_id is null for update;
  if a.id is null then return; end if;
  v_pause := least(p_first * power(2, least(greatest(a.tries, 1), 20) - 1), p_most) * (1 + p_random);
  v_at := least(v_now + greatest(v_pause, p_wait), greatest(v_now, a.drop_after) + interval '1 second');
  update dial_attempt set status = 'intended', lease_until = null, error = p_error, dial_at = v_at
    where account_id = p_account and id = p_attempt;
  update carrier_pace set next_at = greatest(next_at, v_now + p_wait)
    where account_id = p_account and carrier_id = a.carrier_id and p_wait > interval '0';
  delete from deadline where account_id = p_account and subject = 'attempt' and id = p_attempt;
  -- The job that asks is still there under the plain key: this one is the next.
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt, 'calls_per_second', p_rate),
    now() + (v_at - v_now), null);
end $$;
