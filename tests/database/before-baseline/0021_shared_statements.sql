-- A dial that is due at once is claimed with the burst that wants it, where the process that writes it makes the call itself
-- (`lease_seconds`): no job, and no claim of its own. Calls of the hot functions share statements (decision 2), so what is to
-- be expected of one is a result and no error, which would undo the others.

-- False: claimed (`p_lease`), it would be the second of its pair in doubt; the way through the queue waits for that.
create function patchcord_new_attempt(p_account uuid, p_interaction uuid, v jsonb, p_at timestamptz, p_slot timestamptz,
  p_lease timestamptz) returns boolean
language plpgsql as $$
begin
  insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
    ring_seconds, detect_machine, created_at, dial_at, drop_after, send_digits, submitted_at, lease_until, tries)
  values (p_account, (v ->> 'id')::uuid, p_interaction, (v ->> 'visit')::int, v ->> 'token', (v ->> 'carrier_id')::uuid,
    v ->> 'from', v ->> 'to', case when p_lease is null then 'intended' else 'submitting' end, (v ->> 'ring_seconds')::int,
    (v ->> 'detect_machine')::boolean, p_at, p_slot, p_at + make_interval(secs => (v ->> 'drop_after_seconds')::float),
    v ->> 'send_digits', case when p_lease is not null then p_at end, p_lease, case when p_lease is null then 0 else 1 end)
  on conflict (account_id, carrier_id, from_number, to_number) where status in ('submitting', 'unknown') do nothing;
  return found;
end $$;

-- As in 0019 but for the attempt.
create or replace function patchcord_write_burst(p_account uuid, p_interaction uuid, p_burst jsonb) returns text
language plpgsql as $$
declare v_attempt jsonb := p_burst -> 'attempt'; v_slot timestamptz; v_job jsonb; v_at timestamptz := p_burst ->> 'at';
  v_result text := 'written'; v_port jsonb := p_burst -> 'port_call';
  v_lease timestamptz;
begin
  if v_attempt is not null then
    v_slot := patchcord_reserve_slot(p_account, (v_attempt ->> 'carrier_id')::uuid, (v_attempt ->> 'calls_per_second')::float,
      make_interval(secs => (v_attempt ->> 'max_wait_seconds')::float), v_at);
    if v_slot is null then return 'no_slot'; end if;
    if v_attempt ? 'lease_seconds' and v_slot <= v_at then
      v_lease := v_at + make_interval(secs => (v_attempt ->> 'lease_seconds')::float);
      if patchcord_new_attempt(p_account, p_interaction, v_attempt, v_at, v_slot, v_lease) then v_result := 'claimed'; end if;
    end if;
    if v_result = 'claimed' then
      insert into deadline (account_id, subject, id, due_at)
        values (p_account, 'attempt', (v_attempt ->> 'id')::uuid, v_lease + interval '1 second');
    else
      perform patchcord_new_attempt(p_account, p_interaction, v_attempt, v_at, v_slot, null);
      perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', v_attempt ->> 'id'),
        now() + (v_slot - v_at), 'dial:' || (v_attempt ->> 'id'));
    end if;
  end if;
  if p_burst ? 'attempt_patch' then perform patchcord_patch_attempt(p_account, p_burst -> 'attempt_patch'); end if;
  insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, answer, engine)
  select p_account, p_interaction, e.seq, e.at, e.input_key, e.resume, e.events, e.answer, e.engine
  from jsonb_to_recordset(p_burst -> 'rows')
    as e(seq int, at timestamptz, input_key text, resume jsonb, events jsonb, answer text, engine text);
  if v_port is not null then
    v_lease := v_at + make_interval(secs => (v_port ->> 'lease_seconds')::float);
    insert into port_call (account_id, id, interaction_id, visit, port, request, timeout_seconds, status, tries, lease_until, created_at)
    values (p_account, (v_port ->> 'id')::uuid, p_interaction, (v_port ->> 'visit')::int, v_port ->> 'port', v_port -> 'request',
      (v_port ->> 'timeout_seconds')::float, case when (v_port ->> 'claimed')::boolean then 'running' else 'pending' end,
      case when (v_port ->> 'claimed')::boolean then 1 else 0 end, v_lease, v_at);
    if (v_port ->> 'claimed')::boolean then
      perform patchcord_set_deadline(p_account, 'port_call', (v_port ->> 'id')::uuid, v_lease);
    else
      perform patchcord_enqueue('port_call', json_build_object('account', p_account, 'port_call', v_port ->> 'id'), now(), 'port_call:' || (v_port ->> 'id'));
    end if;
  end if;
  if p_burst ? 'callbacks' then perform patchcord_write_callbacks(p_account, p_interaction, p_burst -> 'callbacks', v_at); end if;
  if p_burst ? 'port_end' then perform patchcord_end_port_call(p_account, (p_burst -> 'port_end' ->> 'id')::uuid, p_burst -> 'port_end' ->> 'result'); end if;
  -- The webhook that entered the step is still waiting, and takes this burst's document for its answer.
  if p_burst ? 'answer_of' then
    perform patchcord_give_answer(p_account, p_interaction, p_burst -> 'answer_of' ->> 'input_key', p_burst -> 'answer_of' ->> 'answer', v_at);
  end if;
  if p_burst ? 'jobs' then
    for v_job in select * from jsonb_array_elements(p_burst -> 'jobs') loop
      perform patchcord_enqueue(v_job ->> 'task', (v_job -> 'payload')::json, now(), v_job ->> 'key');
    end loop;
  end if;
  if p_burst ->> 'deadline_at' is not null then
    insert into deadline (account_id, subject, id, due_at)
      values (p_account, 'interaction', p_interaction, (p_burst ->> 'deadline_at')::timestamptz)
      on conflict (account_id, subject, id) do update set due_at = excluded.due_at;
  elsif p_burst ->> 'status' <> 'running' then
    delete from deadline where account_id = p_account and subject = 'interaction' and id = p_interaction;
  end if;
  return v_result;
end $$;

-- As in 0020, but for what it expects: another version is published than the burst was made for, or it is not the moment it
-- was made at (who starts may know both from a moment ago), and no call slot in time.
create or replace function patchcord_start(p_account uuid, p_interaction uuid, p_flow uuid, p_version uuid, p_client text,
  p_key text, p_body_hash text, p_response jsonb, p_burst jsonb)
returns table (result text, body_hash text, response jsonb)
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_published uuid; v_now timestamptz := patchcord_now();
begin
  select case when f.archived_at is null and f.deleted_at is null then f.published_version_id end into v_published
    from flow f where f.account_id = p_account and f.id = p_flow;
  if v_published is distinct from p_version
    or (p_burst ->> 'at')::timestamptz not between v_now - interval '4 seconds' and v_now then
    result := 'outdated';
    return next;
    return;
  end if;
  if p_key is not null then
    v_set := set_config('lock_timeout', '2s', true);
    insert into start_request as r (account_id, flow_id, key, body_hash, response, created_at)
    values (p_account, p_flow, p_key, p_body_hash, p_response, v_now)
    on conflict (account_id, flow_id, key) do update
      set body_hash = excluded.body_hash, response = excluded.response, created_at = excluded.created_at
      where r.created_at <= v_now - interval '24 hours';
    if not found then
      return query select 'replayed', r.body_hash, r.response from start_request r
        where r.account_id = p_account and r.flow_id = p_flow and r.key = p_key;
      return;
    end if;
  end if;
  insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, outcome, call_result, state,
    document, expires_at, started_at, finished_at)
  values (p_account, p_interaction, p_flow, p_version, p_client, (p_burst ->> 'version')::int, p_burst ->> 'status',
    p_burst ->> 'outcome', p_burst ->> 'call_result', p_burst -> 'state', nullif(p_burst -> 'document', 'null'),
    (p_burst ->> 'expires_at')::timestamptz, (p_burst ->> 'at')::timestamptz,
    case when p_burst ->> 'status' <> 'running' then (p_burst ->> 'at')::timestamptz end);
  result := patchcord_write_burst(p_account, p_interaction, p_burst);
  if result = 'no_slot' then
    -- Nothing else was written yet.
    delete from interaction i where i.account_id = p_account and i.id = p_interaction;
    if p_key is not null then
      delete from start_request r where r.account_id = p_account and r.flow_id = p_flow and r.key = p_key;
    end if;
  end if;
  return next;
end $$;

-- As in 0019, but another of the pair in doubt is no error.
create or replace function patchcord_claim_dial(p_account uuid, p_attempt uuid, p_lease interval)
returns table (result text, interaction_id uuid, token text, carrier_id uuid, from_number text, to_number text, ring_seconds int,
  detect_machine boolean, purpose text, send_digits text)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt for update;
  if a.id is null or a.status <> 'intended' then
    result := 'not_mine';
  elsif v_now > a.drop_after then
    result := 'too_late';
  elsif exists (select 1 from dial_attempt d where d.account_id = p_account and d.carrier_id = a.carrier_id
    and d.from_number = a.from_number and d.to_number = a.to_number and d.status in ('submitting', 'unknown')) then
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

-- As in 0009; a dial that the queue was asked for has its job ended by the queue.
create or replace function patchcord_bind_call(p_account uuid, p_attempt uuid, p_call text, p_due interval)
returns table (result text, cancel_requested boolean)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); a dial_attempt;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt;
  cancel_requested := coalesce(a.cancel_requested, false);
  if a.call_id = p_call then result := 'bound'; return next; return; end if;
  -- Locked: the 201 and the first callback name the same call at the same moment, and neither must take it for a second.
  select * into a from dial_attempt where account_id = p_account and id = p_attempt for update;
  cancel_requested := coalesce(a.cancel_requested, false);
  if a.id is null then result := 'unknown_attempt';
  elsif a.call_id = p_call then result := 'bound';
  elsif a.call_id is not null then result := 'second_call';
  elsif a.status not in ('submitting', 'unknown') then result := 'too_late';
  else
    update dial_attempt d set call_id = p_call, status = 'placed', call_status = coalesce(d.call_status, 'queued')
      where d.account_id = p_account and d.id = p_attempt;
    update deadline set due_at = patchcord_now() + p_due where account_id = p_account and subject = 'attempt' and id = p_attempt;
    result := 'bound_now';
  end if;
  return next;
end $$;
drop function patchcord_end_job;

-- As in 0004, without statements of its own for the account; to_json takes no void, so it gives null.
drop function patchcord_leg;
create function patchcord_leg(p_account uuid, p_token text, p_parent text, p_call text, p_turn int, p_to text, p_status text,
  p_sequence int, p_sip int) returns text
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now();
begin
  insert into leg as l (account_id, interaction_id, call_id, turn, to_number, status, sequence, sip_code, answered_at, ended_at)
  select p_account, a.interaction_id, p_call, p_turn, p_to, p_status, p_sequence, p_sip,
    case when p_status = 'in_progress' then v_now end, case when p_status <> 'in_progress' then v_now end
  from dial_attempt a where a.account_id = p_account and a.token = p_token and a.call_id = p_parent
  on conflict (account_id, interaction_id, call_id) do update set status = excluded.status, sequence = excluded.sequence,
    sip_code = coalesce(excluded.sip_code, l.sip_code), answered_at = coalesce(l.answered_at, excluded.answered_at),
    ended_at = coalesce(l.ended_at, excluded.ended_at)
    where l.sequence < excluded.sequence;
  return null;
end $$;
