-- The hot path with fewer statements: inside a function each one costs its start and its end (50 to 100 µs measured), so
-- rows are looked up by key one at a time instead of joined, `set_config` is assigned instead of performed, and the moment of
-- a burst is the one its read was given. What each function means is said where it was first made (0003, 0004).

-- Every insert looked the parent up again and locked it. These rows are written in one transaction with their interaction,
-- by the functions below only, and deleted with it by patchcord_delete_interactions.
alter table interaction_event drop constraint interaction_event_account_id_interaction_id_fkey;
alter table dial_attempt drop constraint dial_attempt_account_id_interaction_id_fkey;

drop function patchcord_read(uuid, uuid, text, text);
-- `p_over`: what a final callback says of the call. Where the interaction is over already, it is written here and now, and
-- the attempt is handed out as ended: a round trip less for every forwarded call.
create function patchcord_read(p_account uuid, p_interaction uuid, p_token text, p_input_key text, p_over jsonb)
returns table (now timestamptz, interaction_id uuid, version int, flow_id uuid, flow_version_id uuid, status text, state jsonb,
  document jsonb, attempt jsonb, answer text, applied boolean, legs jsonb)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); a dial_attempt; i interaction;
begin
  if p_interaction is null then
    select * into a from dial_attempt d where d.account_id = p_account and d.token = p_token;
    if a.id is null then return; end if;
    select * into i from interaction where account_id = p_account and id = a.interaction_id;
  else
    select * into i from interaction where account_id = p_account and id = p_interaction;
    select * into a from dial_attempt d where d.account_id = p_account and d.interaction_id = p_interaction order by d.visit desc limit 1;
  end if;
  if i.id is null then return; end if;
  if p_over is not null and i.status <> 'running' and a.call_id = p_over ->> 'call_id' and a.status = 'placed' then
    perform patchcord_patch_attempt(p_account, p_over || jsonb_build_object('id', a.id));
    a.status := 'ended';
  end if;
  applied := false;
  select e.answer, true into answer, applied from interaction_event e
    where e.account_id = p_account and e.interaction_id = i.id and e.input_key = p_input_key;
  -- Only a forward asks what became of its legs.
  if i.state -> 'wait' ->> 'for' = 'forward' then
    legs := (select jsonb_agg(jsonb_build_object('call_id', l.call_id, 'turn', l.turn, 'status', l.status, 'sip_code', l.sip_code,
      'answered', l.answered_at is not null)) from leg l where l.account_id = p_account and l.interaction_id = i.id);
  end if;
  if a.id is not null then
    attempt := jsonb_build_object('id', a.id, 'token', a.token, 'visit', a.visit, 'carrier_id', a.carrier_id,
      'from', a.from_number, 'to', a.to_number, 'status', a.status, 'call_id', a.call_id, 'call_status', a.call_status,
      'call_sequence', a.call_sequence, 'ring_seconds', a.ring_seconds, 'detect_machine', a.detect_machine,
      'cancel_requested', a.cancel_requested, 'submitted_at', a.submitted_at, 'ringing_at', a.ringing_at);
  end if;
  applied := coalesce(applied, false);
  now := patchcord_now(); interaction_id := i.id; version := i.version; flow_id := i.flow_id; flow_version_id := i.flow_version_id;
  status := i.status; state := i.state; document := i.document;
  return next;
end $$;

create or replace function patchcord_patch_attempt(p_account uuid, v_patch jsonb) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_id uuid := v_patch ->> 'id'; v_now timestamptz;
begin
  if v_patch ? 'answered' or v_patch ? 'ended' then
    v_now := patchcord_now();
    delete from deadline where account_id = p_account and subject = 'attempt' and id = v_id;
  end if;
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
  where account_id = p_account and id = v_id;
end $$;

-- A dial that is due at once can be run by the process that commits it, where that has a hand free (`hand`): its job then
-- comes only a moment later, for anybody, should that process die or fail; binding the call ends it. `handed` says so.
drop function patchcord_write_burst(uuid, uuid, jsonb);
create function patchcord_write_burst(p_account uuid, p_interaction uuid, p_burst jsonb) returns text
language plpgsql as $$
declare v_attempt jsonb := p_burst -> 'attempt'; v_slot timestamptz; v_job jsonb; v_at timestamptz := p_burst ->> 'at';
  v_result text := 'written';
begin
  if v_attempt is not null then
    v_slot := patchcord_reserve_slot(p_account, (v_attempt ->> 'carrier_id')::uuid, (v_attempt ->> 'calls_per_second')::float,
      make_interval(secs => (v_attempt ->> 'max_wait_seconds')::float), v_at);
    if v_slot is null then return 'no_slot'; end if;
    insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
      ring_seconds, detect_machine, created_at, dial_at, drop_after)
    values (p_account, (v_attempt ->> 'id')::uuid, p_interaction, (v_attempt ->> 'visit')::int, v_attempt ->> 'token',
      (v_attempt ->> 'carrier_id')::uuid, v_attempt ->> 'from', v_attempt ->> 'to', 'intended',
      (v_attempt ->> 'ring_seconds')::int, (v_attempt ->> 'detect_machine')::boolean, v_at, v_slot,
      v_at + make_interval(secs => (v_attempt ->> 'drop_after_seconds')::float));
    if v_slot <= v_at and (p_burst ->> 'hand')::boolean then v_result := 'handed'; end if;
    insert into graphile_worker._private_jobs (task_id, payload, run_at, key)
      select t.id, json_build_object('account', p_account, 'attempt', v_attempt ->> 'id'),
        now() + (v_slot - v_at) + case when v_result = 'handed' then interval '3 seconds' else interval '0' end,
        'dial:' || (v_attempt ->> 'id')
      from graphile_worker._private_tasks t where t.identifier = 'dial';
  end if;
  if p_burst ? 'attempt_patch' then perform patchcord_patch_attempt(p_account, p_burst -> 'attempt_patch'); end if;
  insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, answer, engine)
  select p_account, p_interaction, e.seq, e.at, e.input_key, e.resume, e.events, e.answer, e.engine
  from jsonb_to_recordset(p_burst -> 'rows')
    as e(seq int, at timestamptz, input_key text, resume jsonb, events jsonb, answer text, engine text);
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

create or replace function patchcord_start(p_account uuid, p_interaction uuid, p_flow uuid, p_version uuid, p_client text,
  p_key text, p_body_hash text, p_response jsonb, p_burst jsonb)
returns table (result text, body_hash text, response jsonb)
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_published uuid;
begin
  if p_key is not null then
    v_set := set_config('lock_timeout', '2s', true);
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
  select f.published_version_id into v_published from flow f
    where f.account_id = p_account and f.id = p_flow and f.archived_at is null and f.deleted_at is null;
  if v_published is distinct from p_version then
    raise exception 'another version was published meanwhile' using errcode = 'PC003';
  end if;
  insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, outcome, call_result, state,
    document, expires_at, started_at, finished_at)
  values (p_account, p_interaction, p_flow, p_version, p_client, (p_burst ->> 'version')::int, p_burst ->> 'status',
    p_burst ->> 'outcome', p_burst ->> 'call_result', p_burst -> 'state', nullif(p_burst -> 'document', 'null'),
    (p_burst ->> 'expires_at')::timestamptz, (p_burst ->> 'at')::timestamptz,
    case when p_burst ->> 'status' <> 'running' then (p_burst ->> 'at')::timestamptz end);
  result := patchcord_write_burst(p_account, p_interaction, p_burst);
  if result = 'no_slot' then
    raise exception 'no call slot in time' using errcode = 'PC004';
  end if;
  return next;
end $$;

drop function patchcord_commit(uuid, uuid, int, jsonb);
-- Null: somebody else was faster, read again. Else what patchcord_write_burst says.
create function patchcord_commit(p_account uuid, p_interaction uuid, p_expected int, p_burst jsonb) returns text
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  update interaction set
    version = (p_burst ->> 'version')::int,
    status = p_burst ->> 'status',
    outcome = p_burst ->> 'outcome',
    call_result = p_burst ->> 'call_result',
    state = p_burst -> 'state',
    document = case when p_burst ? 'document' then nullif(p_burst -> 'document', 'null') else document end,
    finished_at = case when p_burst ->> 'status' <> 'running' then (p_burst ->> 'at')::timestamptz end
  where account_id = p_account and id = p_interaction and version = p_expected and status = 'running';
  if not found then return null; end if;
  return patchcord_write_burst(p_account, p_interaction, p_burst);
end $$;

-- The usual claim is one look and two writes; what else there can be is asked only where that finds nothing.
create or replace function patchcord_claim_dial(p_account uuid, p_attempt uuid, p_lease interval)
returns table (result text, interaction_id uuid, token text, carrier_id uuid, from_number text, to_number text, ring_seconds int,
  detect_machine boolean)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt for update;
  if a.id is null or a.status <> 'intended' then
    result := 'not_mine';
  elsif v_now > a.drop_after then
    result := 'too_late';
  else
    -- Two of one pair meet in the unique index of those in doubt; the caller reads that as `pair_in_doubt`.
    update dial_attempt set status = 'submitting', submitted_at = v_now, lease_until = v_now + p_lease, tries = tries + 1
      where account_id = p_account and id = p_attempt;
    insert into deadline (account_id, subject, id, due_at) values (p_account, 'attempt', p_attempt, v_now + p_lease + interval '1 second')
      on conflict (account_id, subject, id) do update set due_at = excluded.due_at;
    result := 'claimed';
  end if;
  interaction_id := a.interaction_id; token := a.token; carrier_id := a.carrier_id; from_number := a.from_number;
  to_number := a.to_number; ring_seconds := a.ring_seconds; detect_machine := a.detect_machine;
  return next;
end $$;

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
    -- The dial job has done its work: ended here, it costs the queue no transaction of its own.
    delete from graphile_worker._private_jobs where key = 'dial:' || p_attempt;
    result := 'bound_now';
  end if;
  return next;
end $$;

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

-- A handed dial that bound no call has run all the same. Somebody who runs its job right now ends it himself.
create function patchcord_end_job(p_key text) returns void language sql as
  $$ delete from graphile_worker._private_jobs where key = p_key and locked_at is null $$;

-- What hangs under an interaction goes with it.
create function patchcord_delete_interactions(p_account uuid, p_ids uuid[]) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  delete from leg where account_id = p_account and interaction_id = any (p_ids);
  delete from interaction_event where account_id = p_account and interaction_id = any (p_ids);
  delete from dial_attempt where account_id = p_account and interaction_id = any (p_ids);
  delete from interaction where account_id = p_account and id = any (p_ids);
end $$;

create or replace function patchcord_sweep(p_account uuid, p_limit int, p_again interval) returns int
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); v_days int; v_old uuid[];
begin
  select retention_days into v_days from account where id = p_account;
  v_old := array(select id from interaction where account_id = p_account and status <> 'running'
    and finished_at < v_now - make_interval(days => v_days) limit p_limit);
  perform patchcord_delete_interactions(p_account, v_old);
  delete from flow f where f.account_id = p_account and f.deleted_at is not null and not exists (
    select 1 from interaction i where i.account_id = p_account and i.flow_id = f.id);
  delete from start_request where account_id = p_account and created_at < v_now - interval '24 hours';
  delete from oauth_assertion where account_id = p_account and expires_at < v_now;
  -- More than fits one sweep: go on at once.
  perform patchcord_set_deadline(p_account, 'account', p_account, v_now + case when cardinality(v_old) = p_limit then interval '0' else p_again end);
  return cardinality(v_old);
end $$;
