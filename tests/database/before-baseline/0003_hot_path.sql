-- The hot path by hand: one function a transition, each one round trip and one transaction. They set the account
-- themselves (row-level security then holds inside), read time only from patchcord_now(), and know no flow: what an
-- interaction's state means is the engine's business.

-- Enqueues a job without graphile-worker's own NOTIFY: PostgreSQL serialises the commits of transactions that notify
-- (docs/decisions/0004-jobs.md). Whoever commits wakes the workers afterwards.
create function patchcord_enqueue(p_task text, p_payload json, p_run_at timestamptz, p_key text) returns void
language sql as $$
  insert into graphile_worker._private_jobs (task_id, payload, run_at, key)
  select id, p_payload, p_run_at, p_key from graphile_worker._private_tasks where identifier = p_task
  on conflict (key) do nothing
$$;

create function patchcord_set_deadline(p_account uuid, p_subject text, p_id uuid, p_due timestamptz) returns void
language sql as $$
  insert into deadline (account_id, subject, id, due_at) values (p_account, p_subject, p_id, p_due)
  on conflict (account_id, subject, id) do update set due_at = excluded.due_at
$$;

-- The next free call slot of a carrier row, or null if the wait for it would exceed p_max_wait. p_rate null: no pacing.
create function patchcord_reserve_slot(p_account uuid, p_carrier uuid, p_rate float, p_max_wait interval, p_now timestamptz) returns timestamptz
language plpgsql as $$
declare v_gap interval; v_next timestamptz;
begin
  if p_rate is null then return p_now; end if;
  v_gap := make_interval(secs => 1 / p_rate);
  insert into carrier_pace as pace (account_id, carrier_id, next_at) values (p_account, p_carrier, p_now + v_gap)
  on conflict (account_id, carrier_id) do update set next_at = greatest(pace.next_at, p_now) + v_gap
    where pace.next_at <= p_now + p_max_wait
  returning next_at into v_next;
  return v_next - v_gap;
end $$;

-- Everything a start needs to know: the clock, the published version, and the answer this key was given before.
create function patchcord_read_start(p_account uuid, p_flow uuid, p_key text)
returns table (now timestamptz, flow_found boolean, version_id uuid, version_number int, body_hash text, response jsonb)
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query
    select patchcord_now(), f.id is not null, v.id, v.number, r.body_hash, r.response
    from (select 1) one
    left join flow f on f.account_id = p_account and f.id = p_flow
    left join flow_version v on v.account_id = p_account and v.id = f.published_version_id
    left join start_request r on r.account_id = p_account and r.flow_id = p_flow and r.key = p_key
      and r.created_at > patchcord_now() - interval '24 hours';
end $$;

-- Writes what is known of an attempt; blanks are filled, a call id never changes. An answered or ended one needs no watching.
create function patchcord_patch_attempt(p_account uuid, v_patch jsonb) returns void
language plpgsql as $$
declare v_now timestamptz := patchcord_now();
begin
  perform set_config('patchcord.account', p_account::text, true);
  update dial_attempt set
    status = coalesce(v_patch ->> 'status', status),
    call_id = coalesce(call_id, v_patch ->> 'call_id'),
    call_status = coalesce(v_patch ->> 'call_status', call_status),
    call_sequence = coalesce((v_patch ->> 'call_sequence')::int, call_sequence),
    answered_by = coalesce(v_patch ->> 'answered_by', answered_by),
    carrier_code = coalesce((v_patch ->> 'carrier_code')::int, carrier_code),
    sip_code = coalesce((v_patch ->> 'sip_code')::int, sip_code),
    error = coalesce(v_patch ->> 'error', error),
    duration_seconds = coalesce((v_patch ->> 'duration_seconds')::int, duration_seconds),
    answered_at = case when v_patch ? 'answered' then coalesce(answered_at, v_now) else answered_at end,
    ended_at = case when v_patch ? 'ended' then coalesce(ended_at, v_now) else ended_at end
  where account_id = p_account and id = (v_patch ->> 'id')::uuid;
  if v_patch ? 'answered' or v_patch ? 'ended' then
    delete from deadline where account_id = p_account and subject = 'attempt' and id = (v_patch ->> 'id')::uuid;
  end if;
end $$;

-- Writes what a burst brought: its event rows, a new dial attempt with its call slot and job, other jobs, deadline.
-- Returns false where the call slot is further away than the flow lets a start wait.
create function patchcord_write_burst(p_account uuid, p_interaction uuid, p_burst jsonb) returns boolean
language plpgsql as $$
declare v_attempt jsonb := p_burst -> 'attempt'; v_patch jsonb := p_burst -> 'attempt_patch'; v_slot timestamptz; v_job jsonb;
  v_now timestamptz := patchcord_now();
begin
  if v_attempt is not null then
    v_slot := patchcord_reserve_slot(p_account, (v_attempt ->> 'carrier_id')::uuid, (v_attempt ->> 'calls_per_second')::float,
      make_interval(secs => (v_attempt ->> 'max_wait_seconds')::float), v_now);
    if v_slot is null then return false; end if;
    insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
      ring_seconds, detect_machine, created_at, dial_at, drop_after)
    values (p_account, (v_attempt ->> 'id')::uuid, p_interaction, (v_attempt ->> 'visit')::int, v_attempt ->> 'token',
      (v_attempt ->> 'carrier_id')::uuid, v_attempt ->> 'from', v_attempt ->> 'to', 'intended',
      (v_attempt ->> 'ring_seconds')::int, (v_attempt ->> 'detect_machine')::boolean, v_now, v_slot,
      v_now + make_interval(secs => (v_attempt ->> 'drop_after_seconds')::float));
    perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', v_attempt ->> 'id'),
      now() + (v_slot - v_now), 'dial:' || (v_attempt ->> 'id'));
  end if;
  if v_patch is not null then perform patchcord_patch_attempt(p_account, v_patch); end if;
  insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, answer, engine)
  select p_account, p_interaction, e.seq, e.at, e.input_key, e.resume, e.events, e.answer, e.engine
  from jsonb_to_recordset(p_burst -> 'rows')
    as e(seq int, at timestamptz, input_key text, resume jsonb, events jsonb, answer text, engine text);
  for v_job in select * from jsonb_array_elements(coalesce(p_burst -> 'jobs', '[]')) loop
    perform patchcord_enqueue(v_job ->> 'task', (v_job -> 'payload')::json, now(), v_job ->> 'key');
  end loop;
  if p_burst ->> 'deadline_at' is not null then
    perform patchcord_set_deadline(p_account, 'interaction', p_interaction, (p_burst ->> 'deadline_at')::timestamptz);
  elsif p_burst ->> 'status' <> 'running' then
    delete from deadline where account_id = p_account and subject = 'interaction' and id = p_interaction;
  end if;
  return true;
end $$;

-- Accepts an interaction: its row, its first burst and the idempotency row, or nothing. A concurrent twin with the same
-- key waits for this transaction on the key's row.
create function patchcord_start(p_account uuid, p_interaction uuid, p_flow uuid, p_version uuid, p_client text,
  p_key text, p_body_hash text, p_response jsonb, p_burst jsonb)
returns table (result text, body_hash text, response jsonb)
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  perform set_config('lock_timeout', '2s', true);
  if p_key is not null then
    insert into start_request as r (account_id, flow_id, key, body_hash, response, created_at)
    values (p_account, p_flow, p_key, p_body_hash, p_response, patchcord_now())
    on conflict (account_id, flow_id, key) do update
      set body_hash = excluded.body_hash, response = excluded.response, created_at = excluded.created_at
      where r.created_at <= patchcord_now() - interval '24 hours';
    if not found then
      return query select 'replayed', r.body_hash, r.response from start_request r
        where r.account_id = p_account and r.flow_id = p_flow and r.key = p_key;
      return;
    end if;
  end if;
  if not exists (select 1 from flow f where f.account_id = p_account and f.id = p_flow and f.published_version_id = p_version) then
    raise exception 'another version was published meanwhile' using errcode = 'PC003';
  end if;
  insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, outcome, call_result, state,
    document, expires_at, started_at, finished_at)
  values (p_account, p_interaction, p_flow, p_version, p_client, (p_burst ->> 'version')::int, p_burst ->> 'status',
    p_burst ->> 'outcome', p_burst ->> 'call_result', p_burst -> 'state', nullif(p_burst -> 'document', 'null'),
    (p_burst ->> 'expires_at')::timestamptz, (p_burst ->> 'at')::timestamptz,
    case when p_burst ->> 'status' <> 'running' then (p_burst ->> 'at')::timestamptz end);
  if not patchcord_write_burst(p_account, p_interaction, p_burst) then
    raise exception 'no call slot in time' using errcode = 'PC004';
  end if;
  return query select 'accepted', null::text, null::jsonb;
end $$;

-- Everything a burst needs to know, found by the attempt's token or the interaction's id.
create function patchcord_read(p_account uuid, p_interaction uuid, p_token text, p_input_key text)
returns table (now timestamptz, interaction_id uuid, version int, flow_id uuid, flow_version_id uuid, status text, state jsonb,
  document jsonb, expires_at timestamptz, attempt jsonb, answer text, applied boolean, legs jsonb)
language plpgsql as $$
declare v_interaction uuid := p_interaction;
begin
  perform set_config('patchcord.account', p_account::text, true);
  -- Found first: compared with a subquery under row-level security, the id would be looked for in all the account's rows.
  if v_interaction is null then
    select d.interaction_id into v_interaction from dial_attempt d where d.account_id = p_account and d.token = p_token;
  end if;
  return query
    select patchcord_now(), i.id, i.version, i.flow_id, i.flow_version_id, i.status, i.state, i.document, i.expires_at,
      case when a.id is null then null else jsonb_build_object('id', a.id, 'token', a.token, 'visit', a.visit, 'carrier_id', a.carrier_id,
        'from', a.from_number, 'to', a.to_number, 'status', a.status, 'call_id', a.call_id, 'call_status', a.call_status,
        'call_sequence', a.call_sequence, 'ring_seconds', a.ring_seconds, 'detect_machine', a.detect_machine, 'cancel_requested', a.cancel_requested,
        'submitted_at', a.submitted_at, 'ringing_at', a.ringing_at) end,
      e.answer, e.seq is not null,
      (select jsonb_agg(jsonb_build_object('call_id', l.call_id, 'turn', l.turn, 'status', l.status, 'sip_code', l.sip_code,
        'answered', l.answered_at is not null)) from leg l where l.account_id = p_account and l.interaction_id = i.id)
    from interaction i
    left join lateral (
      select * from dial_attempt d where d.account_id = p_account and d.interaction_id = i.id
        and (p_token is null or d.token = p_token) order by d.visit desc limit 1) a on true
    left join interaction_event e on e.account_id = p_account and e.interaction_id = i.id and e.input_key = p_input_key
    where i.account_id = p_account and i.id = v_interaction;
end $$;

-- One burst, one atomic write: succeeds only onto the version that was read. False: somebody else was faster, read again.
create function patchcord_commit(p_account uuid, p_interaction uuid, p_expected int, p_burst jsonb) returns boolean
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  update interaction set
    version = (p_burst ->> 'version')::int,
    status = p_burst ->> 'status',
    outcome = p_burst ->> 'outcome',
    call_result = p_burst ->> 'call_result',
    state = p_burst -> 'state',
    document = case when p_burst ? 'document' then nullif(p_burst -> 'document', 'null') else document end,
    finished_at = case when p_burst ->> 'status' <> 'running' then (p_burst ->> 'at')::timestamptz end
  where account_id = p_account and id = p_interaction and version = p_expected and status = 'running';
  if not found then return false; end if;
  perform patchcord_write_burst(p_account, p_interaction, p_burst);
  return true;
end $$;
