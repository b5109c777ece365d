-- As in 0009, and a burst that was made from what a process remembers (`proof`) is written only where that holds: its moment
-- is the database's, the attempt has not been given up, and the call is the attempt's own or the first that is heard of. All
-- else that it stands on changes with the interaction's version.
create or replace function patchcord_commit(p_account uuid, p_interaction uuid, p_expected int, p_burst jsonb) returns text
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_proof jsonb := p_burst -> 'proof';
  v_at timestamptz := p_burst ->> 'at'; v_now timestamptz; a dial_attempt;
begin
  if v_proof is not null then
    v_now := patchcord_now();
    select * into a from dial_attempt where account_id = p_account and id = (v_proof ->> 'attempt')::uuid;
    if v_at not between v_now - interval '4 seconds' and v_now
      or a.id is null or a.status in ('given_up', 'cancelled', 'dropped', 'refused')
      or a.call_id <> v_proof ->> 'call' or (a.call_id is null and a.status not in ('submitting', 'unknown')) then
      return null;
    end if;
  end if;
  update interaction set
    version = (p_burst ->> 'version')::int,
    status = p_burst ->> 'status',
    outcome = p_burst ->> 'outcome',
    call_result = p_burst ->> 'call_result',
    state = p_burst -> 'state',
    document = case when p_burst ? 'document' then nullif(p_burst -> 'document', 'null') else document end,
    finished_at = case when p_burst ->> 'status' <> 'running' then v_at end
  where account_id = p_account and id = p_interaction and version = p_expected and status = 'running';
  if not found then return null; end if;
  return patchcord_write_burst(p_account, p_interaction, p_burst);
end $$;

-- As in 0021, but what is usual is tried first, and whatever else it can be is looked up only where that finds nothing.
create or replace function patchcord_bind_call(p_account uuid, p_attempt uuid, p_call text, p_due interval)
returns table (result text, cancel_requested boolean)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); a dial_attempt;
begin
  -- Locked: the 201 and the first callback name the same call at the same moment, and neither must take it for a second.
  update dial_attempt d set call_id = p_call, status = 'placed', call_status = coalesce(d.call_status, 'queued')
    where d.account_id = p_account and d.id = p_attempt and d.call_id is null and d.status in ('submitting', 'unknown')
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
