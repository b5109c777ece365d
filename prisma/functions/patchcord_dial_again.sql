-- The carrier surely did not process the request: back to `intended`, to be dialled again, after a pause that doubles with each
-- try up to p_most and is lengthened by up to itself (p_random, 0 to 1). Where the carrier has asked for a wait (p_wait), no dial
-- of its row asks before that is over: this one takes a call slot after it, new ones find theirs there (patchcord_reserve_slot),
-- and those that have an earlier one are turned away when they come (patchcord_claim_ring). Without a wait, the job takes a slot
-- (patchcord_dial_slot). Where that is later than the flow lets it wait, it ends when the flow says so.
create or replace function patchcord_dial_again(p_account uuid, p_attempt uuid, p_wait interval, p_first interval, p_most interval,
  p_random float, p_rate float, p_error text) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
  v_pause_over timestamptz; v_slot timestamptz; v_at timestamptz; v_job jsonb;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt and status in ('submitting', 'intended')
    and call_id is null for update;
  if a.id is null then return; end if;
  v_pause_over := v_now + least(p_first * power(2, least(greatest(a.tries, 1), 20) - 1), p_most) * (1 + p_random);
  if p_wait > interval '0' then
    insert into carrier_pace as pace (account_id, carrier_id, next_at, not_before)
    values (p_account, a.carrier_id, v_now + p_wait, v_now + p_wait)
    on conflict (account_id, carrier_id) do update set next_at = greatest(pace.next_at, excluded.next_at),
      not_before = greatest(pace.not_before, excluded.not_before);
    v_slot := patchcord_reserve_slot(p_account, a.carrier_id, p_rate, interval '366 days', v_now);
  end if;
  v_at := least(greatest(v_pause_over, v_slot), greatest(v_now, a.drop_after) + interval '1 second');
  update dial_attempt set status = 'intended', lease_until = null, error = p_error, dial_at = v_at
    where account_id = p_account and id = p_attempt;
  delete from deadline where account_id = p_account and subject = 'attempt' and id = p_attempt;
  v_job := jsonb_build_object('account', p_account, 'attempt', p_attempt);
  if v_slot is null or v_slot < v_pause_over then v_job := v_job || jsonb_build_object('calls_per_second', p_rate); end if;
  -- The job that asks is still there under the plain key: this one is the next.
  perform patchcord_enqueue('dial', v_job::json, now() + (v_at - v_now), null);
end $$;
