-- Callbacks (docs/decisions/0015-callbacks.md). What becomes of one is decided by its interaction's bursts, which the interaction's
-- version puts in order: this row mirrors them, holds what the ring group's work needs, and is the second guard.
create table callback (
  account_id uuid not null,
  -- Also the name of the room in which agent and contact meet.
  id uuid not null,
  interaction_id uuid not null,
  visit int not null,
  ring_group_id uuid not null,
  number text not null,
  from_number text not null,
  priority int not null,
  language text not null,
  -- waiting: for an agent. accepted: one waits while the contact's phone rings. joined: the two talk.
  status text not null check (status in ('waiting', 'accepted', 'joined', 'over')),
  -- The exit by which the step was left, once over.
  reason text,
  queued_at timestamptz(3) not null,
  give_up_at timestamptz(3) not null,
  -- Agents rung in this round; once all were, the next one begins at next_round_at.
  tried text[] not null default '{}',
  next_round_at timestamptz(3) not null,
  accepted_attempt uuid,
  accepted_at timestamptz(3),
  joined_at timestamptz(3),
  over_at timestamptz(3),
  primary key (account_id, id)
);
create unique index callback_visit on callback (account_id, interaction_id, visit);
create index callback_open on callback (account_id, ring_group_id) where status <> 'over';
alter table callback enable row level security;
alter table callback force row level security;
create policy account on callback
  using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid);

-- An attempt to reach the contact, or an agent for a callback. An agent is rung by one callback at a time, whatever groups
-- there are: the index is what two workers meet in.
alter table dial_attempt
  add column purpose text not null default 'contact' check (purpose in ('contact', 'callback_agent')),
  add column callback_id uuid,
  add column send_digits text;
create unique index dial_attempt_agent on dial_attempt (account_id, to_number) where purpose = 'callback_agent' and ended_at is null;
create index dial_attempt_callback on dial_attempt (account_id, callback_id) where callback_id is not null;

-- Who waits for agents has a look at once.
create function patchcord_wake_ring_groups(p_account uuid) returns void
language sql as $$
  insert into deadline (account_id, subject, id, due_at)
    select distinct c.account_id, 'ring_group', c.ring_group_id, patchcord_now() from callback c
    where c.account_id = p_account and c.status = 'waiting' order by 3
  on conflict (account_id, subject, id) do update set due_at = excluded.due_at
$$;

-- An agent's call is over: the agent is free again, and a callback that has lost its agent has to be looked at. Where the two
-- are joined the contact's own call says so first, as a rule.
create function patchcord_agent_ended(p_account uuid, p_callback uuid, p_attempt uuid) returns void
language plpgsql as $$
declare c callback;
begin
  perform patchcord_wake_ring_groups(p_account);
  select * into c from callback where account_id = p_account and id = p_callback;
  if c.accepted_attempt = p_attempt and c.status in ('accepted', 'joined') then
    perform patchcord_set_deadline(p_account, 'callback', p_callback,
      patchcord_now() + case c.status when 'joined' then interval '5 seconds' else interval '0' end);
  end if;
end $$;

-- Ends what agents' calls of a callback there still are, but for one.
create function patchcord_end_agents(p_account uuid, p_callback uuid, p_but uuid) returns void
language plpgsql as $$
declare v_attempt uuid;
begin
  for v_attempt in select id from dial_attempt where account_id = p_account and callback_id = p_callback and purpose = 'callback_agent'
      and ended_at is null and id is distinct from p_but loop
    perform patchcord_enqueue('update_call', json_build_object('account', p_account, 'attempt', v_attempt), now(), 'end:' || v_attempt);
  end loop;
end $$;

-- What a burst makes of callbacks, in order. Raises PC006 where a row is not what the burst took it for: all is undone.
create function patchcord_write_callbacks(p_account uuid, p_interaction uuid, p_changes jsonb, p_at timestamptz) returns void
language plpgsql as $$
declare v jsonb; v_id uuid; v_bound text;
begin
  for v in select * from jsonb_array_elements(p_changes) loop
    if v ->> 'do' = 'queue' then
      select version.bindings -> 'ring_group' ->> (v ->> 'ring_group') into v_bound from interaction i
        join flow_version version on version.account_id = i.account_id and version.id = i.flow_version_id
        where i.account_id = p_account and i.id = p_interaction;
      insert into callback (account_id, id, interaction_id, visit, ring_group_id, number, from_number, priority, language, status,
        queued_at, give_up_at, next_round_at)
      values (p_account, (v ->> 'id')::uuid, p_interaction, (v ->> 'visit')::int,
        -- A name that was bound to nothing is a group that is not there.
        case when v_bound ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then v_bound::uuid else '00000000-0000-0000-0000-000000000000' end,
        v ->> 'number', v ->> 'from', (v ->> 'priority')::int, v ->> 'language', 'waiting',
        p_at, p_at + make_interval(secs => (v ->> 'max_wait_seconds')::float), p_at)
      returning ring_group_id into v_id;
      perform patchcord_set_deadline(p_account, 'ring_group', v_id, p_at);
      continue;
    end if;
    v_id := null;
    if v ->> 'do' = 'accept' then
      update callback set status = 'accepted', accepted_attempt = (v ->> 'attempt')::uuid, accepted_at = p_at
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status = 'waiting'
          and exists (select 1 from dial_attempt d where d.account_id = p_account and d.id = (v ->> 'attempt')::uuid and d.ended_at is null)
        returning id into v_id;
      perform patchcord_end_agents(p_account, v_id, (v ->> 'attempt')::uuid);
    elsif v ->> 'do' = 'join' then
      update callback set status = 'joined', joined_at = p_at
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status = 'accepted'
        returning id into v_id;
    else
      update callback set status = 'over', reason = v ->> 'reason', over_at = p_at
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status <> 'over'
        returning id into v_id;
      perform patchcord_end_agents(p_account, v_id, null);
      delete from deadline where account_id = p_account and subject = 'callback' and id = v_id;
    end if;
    if v_id is null then raise exception 'a callback is not what the burst took it for' using errcode = 'PC006'; end if;
  end loop;
end $$;

-- Everything the next step of a ring group's work depends on; `group` is null where there is none any more.
create function patchcord_ring_group_work(p_account uuid, p_group uuid) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return jsonb_build_object('now', patchcord_now(),
    'group', (select jsonb_build_object('strategy', g.strategy, 'ring_seconds', g.ring_seconds, 'time_zone', g.time_zone, 'hours', g.hours,
      'agents', g.agents) from ring_group g where g.account_id = p_account and g.id = p_group),
    'callbacks', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'interaction', c.interaction_id, 'visit', c.visit, 'from', c.from_number,
      'give_up_at', c.give_up_at, 'tried', c.tried, 'next_round_at', c.next_round_at,
      'rings', exists (select 1 from dial_attempt d where d.account_id = p_account and d.callback_id = c.id
        and d.purpose = 'callback_agent' and d.ended_at is null)) order by c.priority, c.queued_at, c.id), '[]')
      from callback c where c.account_id = p_account and c.ring_group_id = p_group and c.status = 'waiting'),
    'busy', (select coalesce(jsonb_agg(d.to_number), '[]') from dial_attempt d
      where d.account_id = p_account and d.purpose = 'callback_agent' and d.ended_at is null));
end $$;

-- Rings an agent for a callback; false where that must not be any more: the callback no longer waits, this round has rung the
-- agent, or the agent is with another one.
create function patchcord_ring_agent(p_account uuid, p_callback uuid, p_attempt jsonb) returns boolean
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); c callback; v_now timestamptz := patchcord_now();
  v_slot timestamptz; v_agent text := p_attempt ->> 'to';
begin
  select * into c from callback where account_id = p_account and id = p_callback for update;
  if c.status is distinct from 'waiting' or v_agent = any (c.tried) or c.give_up_at <= v_now then return false; end if;
  insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
    ring_seconds, detect_machine, created_at, dial_at, drop_after, purpose, callback_id)
  values (p_account, (p_attempt ->> 'id')::uuid, c.interaction_id, c.visit, p_attempt ->> 'token',
    (p_attempt ->> 'carrier_id')::uuid, c.from_number, v_agent, 'intended', (p_attempt ->> 'ring_seconds')::int, false, v_now, v_now,
    v_now + make_interval(secs => (p_attempt ->> 'drop_after_seconds')::float), 'callback_agent', p_callback)
  on conflict do nothing;
  if not found then return false; end if;
  v_slot := patchcord_reserve_slot(p_account, (p_attempt ->> 'carrier_id')::uuid, (p_attempt ->> 'calls_per_second')::float,
    interval '1 day', v_now);
  update dial_attempt set dial_at = v_slot where account_id = p_account and id = (p_attempt ->> 'id')::uuid;
  update callback set tried = tried || v_agent where account_id = p_account and id = p_callback;
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt ->> 'id'), now() + (v_slot - v_now),
    'dial:' || (p_attempt ->> 'id'));
  return true;
end $$;

-- Everybody was rung in vain: the next round begins in a while. Nothing happens while an agent's phone still rings.
create function patchcord_end_round(p_account uuid, p_callback uuid, p_pause interval) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  update callback c set tried = '{}', next_round_at = patchcord_now() + p_pause
    where c.account_id = p_account and c.id = p_callback and c.status = 'waiting' and not exists (select 1 from dial_attempt d
      where d.account_id = p_account and d.callback_id = c.id and d.purpose = 'callback_agent' and d.ended_at is null);
end $$;

-- When to look again, if nobody has asked for an earlier look meanwhile: whoever does, asks for it at once. Null: never.
create function patchcord_look_again(p_account uuid, p_subject text, p_id uuid, p_in interval) returns void
language plpgsql as $$
begin
  if p_in is null then
    delete from deadline where account_id = p_account and subject = p_subject and id = p_id and due_at > patchcord_now();
  else
    update deadline set due_at = patchcord_now() + p_in
      where account_id = p_account and subject = p_subject and id = p_id and due_at > patchcord_now();
  end if;
end $$;

-- An agent's call and the callback it is about, by its token.
create function patchcord_agent_call(p_account uuid, p_token text) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('id', d.id, 'carrier_id', d.carrier_id, 'call_id', d.call_id, 'status', d.status,
    'ended', d.ended_at is not null, 'callback', patchcord_callback_facts(c))
    from dial_attempt d join callback c on c.account_id = d.account_id and c.id = d.callback_id
    where d.account_id = p_account and d.token = p_token and d.purpose = 'callback_agent');
end $$;

create function patchcord_callback_facts(c callback) returns jsonb
language sql stable as $$
  select jsonb_build_object('id', c.id, 'interaction', c.interaction_id, 'visit', c.visit, 'status', c.status, 'reason', c.reason,
    'language', c.language, 'accepted_attempt', c.accepted_attempt, 'was_joined', c.joined_at is not null,
    'agent_left', exists (select 1 from dial_attempt d where d.account_id = c.account_id and d.id = c.accepted_attempt and d.ended_at is not null))
$$;

create function patchcord_callback(p_account uuid, p_id uuid) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select patchcord_callback_facts(c) from callback c where c.account_id = p_account and c.id = p_id);
end $$;

-- As in 0009, and an agent's end is told to those who wait for it.
create or replace function patchcord_patch_attempt(p_account uuid, v_patch jsonb) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_id uuid := v_patch ->> 'id'; v_now timestamptz;
  v_callback uuid;
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
  where account_id = p_account and id = v_id
  returning callback_id into v_callback;
  if v_callback is null then return; end if;
  if v_patch ? 'ended' then perform patchcord_agent_ended(p_account, v_callback, v_id);
  -- No step of a flow watches an agent's call: should its last word be lost, the carrier is asked.
  elsif v_patch ? 'answered' then perform patchcord_set_deadline(p_account, 'attempt', v_id, v_now + interval '30 seconds');
  end if;
end $$;

-- As in 0004, and the same.
create or replace function patchcord_cancel_attempt(p_account uuid, p_attempt uuid)
returns table (result text, call_id text, carrier_id uuid)
language plpgsql as $$
declare a dial_attempt;
begin
  perform set_config('patchcord.account', p_account::text, true);
  update dial_attempt d set status = case when d.status = 'intended' then 'cancelled' else d.status end, cancel_requested = true,
      ended_at = case when d.status = 'intended' then patchcord_now() else d.ended_at end
    where d.account_id = p_account and d.id = p_attempt and d.ended_at is null
    returning * into a;
  if a.id is null then return query select 'over', null::text, null::uuid; return; end if;
  if a.callback_id is not null and a.ended_at is not null then perform patchcord_agent_ended(p_account, a.callback_id, a.id); end if;
  return query select case when a.status = 'cancelled' then 'cancelled' when a.call_id is null then 'remembered' else 'placed' end, a.call_id, a.carrier_id;
end $$;

-- As in 0009, with the attempt's purpose; by its interaction, an attempt of an agent's is not found.
create or replace function patchcord_read(p_account uuid, p_interaction uuid, p_token text, p_input_key text, p_over jsonb)
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
    select * into a from dial_attempt d where d.account_id = p_account and d.interaction_id = p_interaction and d.purpose = 'contact'
      order by d.visit desc limit 1;
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
      'answered', l.answered_at is not null, 'accepted', l.accepted_at is not null)) from leg l where l.account_id = p_account and l.interaction_id = i.id);
  end if;
  if a.id is not null then
    attempt := jsonb_build_object('id', a.id, 'token', a.token, 'visit', a.visit, 'carrier_id', a.carrier_id,
      'from', a.from_number, 'to', a.to_number, 'status', a.status, 'call_id', a.call_id, 'call_status', a.call_status,
      'call_sequence', a.call_sequence, 'ring_seconds', a.ring_seconds, 'detect_machine', a.detect_machine,
      'cancel_requested', a.cancel_requested, 'submitted_at', a.submitted_at, 'ringing_at', a.ringing_at, 'purpose', a.purpose);
  end if;
  applied := coalesce(applied, false);
  now := patchcord_now(); interaction_id := i.id; version := i.version; flow_id := i.flow_id; flow_version_id := i.flow_version_id;
  status := i.status; state := i.state; document := i.document;
  return next;
end $$;

drop function patchcord_claim_dial(uuid, uuid, interval);
-- As in 0009, with what kind of call it is and the keys to press.
create function patchcord_claim_dial(p_account uuid, p_attempt uuid, p_lease interval)
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
  else
    -- Two of one pair meet in the unique index of those in doubt; the caller reads that as `pair_in_doubt`.
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

create or replace function patchcord_attempt(p_account uuid, p_attempt uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select jsonb_build_object('id', a.id, 'token', a.token, 'visit', a.visit, 'carrier_id', a.carrier_id, 'from', a.from_number,
    'to', a.to_number, 'status', a.status, 'call_id', a.call_id, 'call_status', a.call_status, 'call_sequence', a.call_sequence,
    'ring_seconds', a.ring_seconds, 'detect_machine', a.detect_machine, 'cancel_requested', a.cancel_requested, 'submitted_at', a.submitted_at,
    'ringing_at', a.ringing_at, 'interaction_id', a.interaction_id, 'now', patchcord_now(), 'purpose', a.purpose,
    'answered', a.answered_at is not null)
    from dial_attempt a where a.account_id = p_account and a.id = p_attempt);
end $$;

create or replace function patchcord_delete_interactions(p_account uuid, p_ids uuid[]) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  delete from leg where account_id = p_account and interaction_id = any (p_ids);
  delete from port_call where account_id = p_account and interaction_id = any (p_ids);
  delete from callback where account_id = p_account and interaction_id = any (p_ids);
  delete from interaction_event where account_id = p_account and interaction_id = any (p_ids);
  delete from dial_attempt where account_id = p_account and interaction_id = any (p_ids);
  delete from interaction where account_id = p_account and id = any (p_ids);
end $$;

-- As in 0010, and with callbacks.
create or replace function patchcord_write_burst(p_account uuid, p_interaction uuid, p_burst jsonb) returns text
language plpgsql as $$
declare v_attempt jsonb := p_burst -> 'attempt'; v_slot timestamptz; v_job jsonb; v_at timestamptz := p_burst ->> 'at';
  v_result text := 'written'; v_port jsonb := p_burst -> 'port_call';
  v_lease timestamptz := v_at + make_interval(secs => (v_port ->> 'lease_seconds')::float);
begin
  if v_attempt is not null then
    v_slot := patchcord_reserve_slot(p_account, (v_attempt ->> 'carrier_id')::uuid, (v_attempt ->> 'calls_per_second')::float,
      make_interval(secs => (v_attempt ->> 'max_wait_seconds')::float), v_at);
    if v_slot is null then return 'no_slot'; end if;
    insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
      ring_seconds, detect_machine, created_at, dial_at, drop_after, send_digits)
    values (p_account, (v_attempt ->> 'id')::uuid, p_interaction, (v_attempt ->> 'visit')::int, v_attempt ->> 'token',
      (v_attempt ->> 'carrier_id')::uuid, v_attempt ->> 'from', v_attempt ->> 'to', 'intended',
      (v_attempt ->> 'ring_seconds')::int, (v_attempt ->> 'detect_machine')::boolean, v_at, v_slot,
      v_at + make_interval(secs => (v_attempt ->> 'drop_after_seconds')::float), v_attempt ->> 'send_digits');
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
  if v_port is not null then
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
