-- Binds the carrier's call to the attempt, from `submitting` on, by whichever message names it first. A second call on one attempt
-- is `second_call`: it must be ended. `bound_now`: cancel_requested tells that a hang-up was waiting for the id. What is usual is
-- tried first; what else it can be is looked up only where that finds nothing.
create or replace function patchcord_bind_call(p_account uuid, p_attempt uuid, p_call text, p_due interval)
returns table (result text, cancel_requested boolean)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); a dial_attempt;
begin
  -- Locked: the 201 and the first callback name the same call at the same moment, and neither must take it for a second.
  update dial_attempt d set call_id = p_call, status = 'placed', call_status = coalesce(d.call_status, 'queued'), error = null
    where d.account_id = p_account and d.id = p_attempt and d.call_id is null and d.status in (:attempt_in_doubt)
    returning d.cancel_requested into cancel_requested;
  if found then
    update deadline set due_at = patchcord_now() + p_due where account_id = p_account and subject = 'attempt' and id = p_attempt;
    result := 'bound_now';
    return next;
    return;
  end if;
  select * into a from dial_attempt where account_id = p_account and id = p_attempt;
  cancel_requested := coalesce(a.cancel_requested, false);
  result := case when a.id is null then 'unknown_attempt' when a.call_id = p_call then 'bound'
    when a.call_id is not null then 'second_call' else 'too_late' end;
  return next;
end $$;
