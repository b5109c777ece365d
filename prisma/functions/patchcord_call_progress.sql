-- A status callback that only tells how the call gets on, in one round trip: binds the call if nobody has yet, and writes what
-- is news. The first word of a bound call is none, and neither is "answered" without machine detection: the document fetch
-- follows at once and says so itself. Arrival order is not guaranteed: the carrier's sequence decides.
-- `end_it`: this call must be ended (a second one, one that was given up on, or cancelled before it was known).
create or replace function patchcord_call_progress(p_account uuid, p_token text, p_carrier uuid, p_call text, p_status text, p_sequence int,
  p_answered_by text, p_place interval, p_ring_grace interval, p_detection interval)
returns table (result text, attempt_id uuid)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); a dial_attempt; v_bound text; v_cancel boolean;
  v_due timestamptz; v_now timestamptz;
begin
  select * into a from dial_attempt where account_id = p_account and token = p_token and carrier_id = p_carrier;
  result := 'ignored';
  if a.id is null then return next; return; end if;
  attempt_id := a.id;
  if a.call_id is distinct from p_call then
    -- The first word of a call usually crosses the answer to its request, which is about to bind it: whoever holds the row does.
    if p_status not in ('ringing', 'in_progress') and a.call_id is null then
      select d.id into a.id from dial_attempt d where d.account_id = p_account and d.id = attempt_id for update skip locked;
      if a.id is null then result := 'noted'; return next; return; end if;
    end if;
    select b.result, b.cancel_requested into v_bound, v_cancel
      from patchcord_bind_call(p_account, attempt_id, p_call, make_interval(secs => a.ring_seconds) + p_place) b;
    if v_bound in ('second_call', 'too_late') or v_cancel then result := 'end_it'; return next; return; end if;
  end if;
  result := 'noted';
  if p_status = 'ringing' or (p_status = 'in_progress' and a.detect_machine) then
    v_now := patchcord_now();
    v_due := v_now + case when p_status = 'ringing' then make_interval(secs => a.ring_seconds) + p_ring_grace else p_detection end;
    update dial_attempt set call_status = p_status, call_sequence = p_sequence,
        answered_by = coalesce(p_answered_by, answered_by),
        ringing_at = case when p_status = 'ringing' then v_now else ringing_at end
      where account_id = p_account and id = attempt_id and status = 'placed' and answered_at is null
        and (call_sequence is null or call_sequence < p_sequence);
    if found then
      update deadline set due_at = v_due where account_id = p_account and subject = 'attempt' and id = attempt_id;
    end if;
  end if;
  return next;
end $$;
