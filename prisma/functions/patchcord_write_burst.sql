-- Writes what a burst brought: its event rows, a new dial attempt with its call slot, port calls, callbacks, jobs, the deadline.
-- `no_slot`: the next call slot is further away than the flow lets a start wait, and nothing is written. `claimed`: the dial is
-- the caller's to make now (`lease_seconds`), without a job. `written`: anything else. A dial that waits for its window (`held_until`)
-- takes its call slot when that has come (patchcord_release_dial).
-- Functions that are called each time are assigned: to perform one is a statement of its own (docs/decisions/0025-few-statements-inside.md).
create or replace function patchcord_write_burst(p_account uuid, p_interaction uuid, p_burst jsonb) returns text
language plpgsql as $$
declare v_attempt jsonb := p_burst -> 'attempt'; v_slot timestamptz; v_job jsonb; v_at timestamptz := p_burst ->> 'at';
  v_result text := 'written'; v_port jsonb := p_burst -> 'port_call';
  v_lease timestamptz; v_done boolean; v_none text;
begin
  if v_attempt ? 'held_until' then
    v_slot := v_attempt ->> 'held_until';
    v_done := patchcord_new_attempt(p_account, p_interaction, v_attempt, v_at, v_slot, null);
    v_none := patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', v_attempt ->> 'id'), now() + (v_slot - v_at),
      'dial:' || (v_attempt ->> 'id'));
  elsif v_attempt is not null then
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
      v_done := patchcord_new_attempt(p_account, p_interaction, v_attempt, v_at, v_slot, null);
      v_none := patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', v_attempt ->> 'id'),
        now() + (v_slot - v_at), 'dial:' || (v_attempt ->> 'id'));
    end if;
  end if;
  if p_burst ? 'attempt_patch' then v_none := patchcord_patch_attempt(p_account, p_burst -> 'attempt_patch'); end if;
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
  if p_burst ? 'refused' then
    for v_job in select * from jsonb_array_elements(p_burst -> 'refused') loop
      perform patchcord_refuse_ring(p_account, p_interaction, v_job, v_at);
    end loop;
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
  -- Last, so that its row comes after those of what it did: the end of an interaction is the last that is told. That it was accepted is the
  -- first, before the callback that a start may begin with.
  if p_burst ? 'webhooks' then
    insert into webhook_outbox (account_id, interaction_id, noted_at, at, what, about)
    values (p_account, p_interaction, case when p_burst #>> '{rows,0,seq}' = '0' then statement_timestamp() else clock_timestamp() end, v_at, 'burst', jsonb_build_object('from', p_burst -> 'rows' -> 0 -> 'seq', 'version', p_burst -> 'version',
      'wait', p_burst #> '{state,wait,for}', 'turn', p_burst #> '{state,turn}', 'status', p_burst -> 'status', 'held', v_attempt ? 'held_until',
      'dial_at', case when v_slot > v_at then v_slot end));
  end if;
  return v_result;
end $$;
