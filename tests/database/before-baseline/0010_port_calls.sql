-- Port calls: work outside the engine that a step waits for (architecture.md, "Port calls during a live call"). The row is the
-- lock. A burst writes it in its own transaction, claimed already where its process makes the call at once; else a job does.
-- The claim has a lease that its owner renews while the call runs; a lease that lapses has lost its owner.
create table port_call (
  account_id uuid not null,
  id uuid not null,
  interaction_id uuid not null,
  visit int not null,
  port text not null,
  -- Null once the call is over: it may hold what a customer said.
  request jsonb,
  timeout_seconds float not null,
  status text not null check (status in ('pending', 'running', 'ended')),
  -- Once ended: ok, timeout, late (nobody waited for it any more), or the port's own code.
  result text,
  tries int not null default 0,
  -- Its owner renews it while the call runs; apart from the deadline row, which whoever takes it moves.
  lease_until timestamptz(3),
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (account_id, id)
);
create index port_call_interaction on port_call (account_id, interaction_id);
alter table port_call enable row level security;
alter table port_call force row level security;
create policy account on port_call
  using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid);

create function patchcord_end_port_call(p_account uuid, p_id uuid, p_result text) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  update port_call set status = 'ended', result = p_result, request = null, ended_at = patchcord_now()
    where account_id = p_account and id = p_id and status <> 'ended';
  delete from deadline where account_id = p_account and subject = 'port_call' and id = p_id;
end $$;

-- `claimed`: the caller makes the call now. `lapsed`: its owner was lost in the middle of it, and the caller may make it again
-- where the request can be repeated. `busy`: its owner is alive. `over`: nobody waits for it any more.
create function patchcord_claim_port_call(p_account uuid, p_id uuid, p_lease interval)
returns table (result text, interaction_id uuid, flow_version_id uuid, visit int, port text, request jsonb, seconds_left float, at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); c port_call; i interaction;
begin
  select * into c from port_call where account_id = p_account and id = p_id for update;
  if c.id is null or c.status = 'ended' then
    delete from deadline where account_id = p_account and subject = 'port_call' and id = p_id;
    result := 'over'; return next; return;
  end if;
  select * into i from interaction where account_id = p_account and id = c.interaction_id;
  if i.status <> 'running' or i.state -> 'wait' ->> 'for' is distinct from 'port' or (i.state -> 'cursor' ->> 'visit')::int <> c.visit then
    perform patchcord_end_port_call(p_account, p_id, 'late');
    result := 'over'; return next; return;
  end if;
  if c.status = 'running' and c.lease_until > v_now then
    perform patchcord_set_deadline(p_account, 'port_call', p_id, c.lease_until);
    result := 'busy'; return next; return;
  end if;
  result := case when c.status = 'running' then 'lapsed' else 'claimed' end;
  update port_call set status = 'running', tries = tries + 1, lease_until = v_now + p_lease where account_id = p_account and id = p_id;
  perform patchcord_set_deadline(p_account, 'port_call', p_id, v_now + p_lease);
  interaction_id := c.interaction_id; flow_version_id := i.flow_version_id; visit := c.visit; port := c.port; request := c.request;
  seconds_left := c.timeout_seconds - extract(epoch from v_now - c.created_at); at := c.created_at;
  return next;
end $$;

create function patchcord_renew_port_call(p_account uuid, p_id uuid, p_lease interval) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_until timestamptz := patchcord_now() + p_lease;
begin
  update port_call set lease_until = v_until where account_id = p_account and id = p_id and status = 'running';
  if found then perform patchcord_set_deadline(p_account, 'port_call', p_id, v_until); end if;
end $$;

-- The one change that history allows, and only a moment after: the answer of a webhook that is still waiting for it. Runs as the
-- owner, since nobody else may change an event.
create function patchcord_give_answer(p_account uuid, p_interaction uuid, p_input_key text, p_answer text, p_at timestamptz) returns void
language sql security definer set search_path = public as $$
  update interaction_event set answer = p_answer
    where account_id = p_account and account_id = patchcord_current_account() and interaction_id = p_interaction
      and input_key = p_input_key and at > p_at - interval '5 seconds'
$$;

-- A published version, with what its names mean.
create function patchcord_version(p_account uuid, p_version uuid) returns table (definition jsonb, bindings jsonb)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query select v.definition, v.bindings from flow_version v
    where v.account_id = p_account and v.id = p_version and v.status <> 'draft';
end $$;
drop function patchcord_definition(uuid, uuid);

create or replace function patchcord_delete_interactions(p_account uuid, p_ids uuid[]) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  delete from leg where account_id = p_account and interaction_id = any (p_ids);
  delete from port_call where account_id = p_account and interaction_id = any (p_ids);
  delete from interaction_event where account_id = p_account and interaction_id = any (p_ids);
  delete from dial_attempt where account_id = p_account and interaction_id = any (p_ids);
  delete from interaction where account_id = p_account and id = any (p_ids);
end $$;

-- As in 0009, and with port calls.
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
