-- Writes what is known of an attempt; blanks are filled, a call id never changes, and what had delayed an answered one is no error
-- of it. An answered or ended one needs no watching,
-- and an agent's end is told to those who wait for it. The attempt is locked before its deadline, as everywhere else: a ring
-- that crosses an answer could lock them the other way round, and both would wait for ever.
create or replace function patchcord_patch_attempt(p_account uuid, v_patch jsonb) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_id uuid := v_patch ->> 'id'; v_now timestamptz;
  v_callback uuid;
begin
  if v_patch ? 'answered' or v_patch ? 'ended' then v_now := patchcord_now(); end if;
  update dial_attempt set
    status = coalesce(v_patch ->> 'status', status),
    call_id = coalesce(call_id, v_patch ->> 'call_id'),
    call_status = coalesce(v_patch ->> 'call_status', call_status),
    call_sequence = coalesce((v_patch ->> 'call_sequence')::int, call_sequence),
    answered_by = coalesce(v_patch ->> 'answered_by', answered_by),
    carrier_code = coalesce((v_patch ->> 'carrier_code')::int, carrier_code),
    sip_code = coalesce((v_patch ->> 'sip_code')::int, sip_code),
    error = coalesce(v_patch ->> 'error', case when v_patch ? 'answered' then null else error end),
    duration_seconds = coalesce((v_patch ->> 'duration_seconds')::int, duration_seconds),
    answered_at = case when v_patch ? 'answered' then coalesce(answered_at, v_now) else answered_at end,
    ended_at = case when v_patch ? 'ended' then coalesce(ended_at, v_now) else ended_at end
  where account_id = p_account and id = v_id
  returning callback_id into v_callback;
  if v_now is not null then delete from deadline where account_id = p_account and subject = 'attempt' and id = v_id; end if;
  if v_callback is null then return; end if;
  if v_patch ? 'ended' then perform patchcord_agent_ended(p_account, v_callback, v_id);
  -- No step of a flow watches an agent's call: should its last word be lost, the carrier is asked.
  elsif v_patch ? 'answered' then perform patchcord_set_deadline(p_account, 'attempt', v_id, v_now + interval '30 seconds');
  end if;
end $$;
