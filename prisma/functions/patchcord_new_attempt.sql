-- Writes a dial attempt. With a lease (`p_lease`) it is claimed as it is written, and false says that it would be the second of
-- its pair in doubt: the way through the queue waits for that.
create or replace function patchcord_new_attempt(p_account uuid, p_interaction uuid, v jsonb, p_at timestamptz, p_slot timestamptz,
  p_lease timestamptz) returns boolean
language plpgsql as $$
begin
  insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
    ring_seconds, detect_machine, created_at, dial_at, drop_after, send_digits, submitted_at, lease_until, tries, counted,
    decision, held_until, visit_try, try_until)
  values (p_account, (v ->> 'id')::uuid, p_interaction, (v ->> 'visit')::int, v ->> 'token', (v ->> 'carrier_id')::uuid,
    v ->> 'from', v ->> 'to', case when p_lease is null then 'intended' else 'submitting' end, (v ->> 'ring_seconds')::int,
    (v ->> 'detect_machine')::boolean, p_at, p_slot, p_at + make_interval(secs => (v ->> 'drop_after_seconds')::float),
    v ->> 'send_digits', case when p_lease is not null then p_at end, p_lease, case when p_lease is null then 0 else 1 end,
    coalesce((v ->> 'counted')::boolean, false), v -> 'decision', (v ->> 'held_until')::timestamptz,
    (v ->> 'visit_try')::int, (v ->> 'try_until')::timestamptz)
  on conflict (account_id, carrier_id, from_number, to_number) where status in (:attempt_in_doubt) do nothing;
  return found;
end $$;
