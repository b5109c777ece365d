-- One attempt as the runtime reads it, with the database's moment; null where there is none.
create or replace function patchcord_attempt(p_account uuid, p_attempt uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select jsonb_build_object('id', a.id, 'token', a.token, 'visit', a.visit, 'carrier_id', a.carrier_id, 'from', a.from_number,
    'to', a.to_number, 'status', a.status, 'call_id', a.call_id, 'call_status', a.call_status, 'call_sequence', a.call_sequence,
    'ring_seconds', a.ring_seconds, 'detect_machine', a.detect_machine, 'cancel_requested', a.cancel_requested, 'submitted_at', a.submitted_at,
    'ringing_at', a.ringing_at, 'interaction_id', a.interaction_id, 'now', patchcord_now(), 'purpose', a.purpose,
    'answered', a.answered_at is not null)
    || case when a.visit_try is null then '{}' else jsonb_build_object('visit_try', a.visit_try) end
    from dial_attempt a where a.account_id = p_account and a.id = p_attempt);
end $$;
