-- The dial job takes the attempt, and says what it found. `claimed`: the caller alone may now POST, until p_lease is over. The
-- deadline that is set with the lease is what finds an owner that died. `pair_in_doubt`: another call of the same carrier row,
-- caller and callee may or may not have been placed, so this one waits. `too_late`: nobody wants this dial any more. `not_mine`: another has
-- it, or its interaction is over, whose end has called for the attempt's.
create or replace function patchcord_claim_dial(p_account uuid, p_attempt uuid, p_lease interval)
returns table (result text, interaction_id uuid, token text, carrier_id uuid, from_number text, to_number text, ring_seconds int,
  detect_machine boolean, purpose text, send_digits text)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt for update;
  if a.id is null or a.status <> 'intended' or not exists (
    select from interaction i where i.account_id = p_account and i.id = a.interaction_id and i.status = 'running') then
    result := 'not_mine';
  elsif v_now > a.drop_after then
    result := 'too_late';
  elsif exists (select 1 from dial_attempt d where d.account_id = p_account and d.carrier_id = a.carrier_id
    and d.from_number = a.from_number and d.to_number = a.to_number and d.status in (:attempt_in_doubt)) then
    result := 'pair_in_doubt';
  else
    -- Two of one pair at the same moment meet in the unique index of those in doubt; the caller reads that as the same.
    update dial_attempt set status = 'submitting', submitted_at = v_now, lease_until = v_now + p_lease, tries = tries + 1
      where account_id = p_account and id = p_attempt;
    insert into deadline (account_id, subject, id, due_at) values (p_account, 'attempt', p_attempt, v_now + p_lease + interval '1 second')
      on conflict (account_id, subject, id) do update set due_at = excluded.due_at;
    result := 'claimed';
  end if;
  interaction_id := a.interaction_id; token := a.token; carrier_id := a.carrier_id; from_number := a.from_number;
  to_number := a.to_number; ring_seconds := a.ring_seconds; detect_machine := a.detect_machine; purpose := a.purpose;
  send_digits := a.send_digits;
  return next;
end $$;
