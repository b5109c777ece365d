-- Dialing: at most one call for a dial attempt, and none lost (architecture.md). Each function is one transition.

-- The dial job takes the attempt, and says what it found. `claimed`: the caller alone may now POST, until p_lease is over.
-- The deadline that is set with the lease is what finds an owner that died.
create function patchcord_claim_dial(p_account uuid, p_attempt uuid, p_lease interval)
returns table (result text, interaction_id uuid, token text, carrier_id uuid, from_number text, to_number text, ring_seconds int,
  detect_machine boolean)
language plpgsql as $$
declare a dial_attempt; v_result text; v_now timestamptz := patchcord_now();
begin
  perform set_config('patchcord.account', p_account::text, true);
  select * into a from dial_attempt d where d.account_id = p_account and d.id = p_attempt for update;
  if a.id is null or a.status <> 'intended' then
    v_result := 'not_mine';
  elsif v_now > a.drop_after then
    v_result := 'too_late';
  elsif exists (select 1 from dial_attempt d where d.account_id = p_account and d.carrier_id = a.carrier_id
      and d.from_number = a.from_number and d.to_number = a.to_number and d.status in ('submitting', 'unknown')) then
    v_result := 'pair_in_doubt';
  else
    -- Two that pass the look above at once meet in the unique index; the caller reads that as the same answer.
    update dial_attempt set status = 'submitting', submitted_at = v_now, lease_until = v_now + p_lease, tries = tries + 1
      where account_id = p_account and id = p_attempt;
    perform patchcord_set_deadline(p_account, 'attempt', p_attempt, v_now + p_lease + interval '1 second');
    v_result := 'claimed';
  end if;
  return query select v_result, a.interaction_id, a.token, a.carrier_id, a.from_number, a.to_number, a.ring_seconds, a.detect_machine;
end $$;

-- Binds the carrier's call to the attempt, from `submitting` on, by whichever message names it first. A second call on one
-- attempt is `second_call`: it must be ended. `bound_now`: p_cancel_requested tells that a hang-up was waiting for the id.
create function patchcord_bind_call(p_account uuid, p_attempt uuid, p_call text, p_due interval)
returns table (result text, cancel_requested boolean)
language plpgsql as $$
declare a dial_attempt;
begin
  perform set_config('patchcord.account', p_account::text, true);
  select * into a from dial_attempt d where d.account_id = p_account and d.id = p_attempt;
  if a.call_id = p_call then return query select 'bound', a.cancel_requested; return; end if;
  -- Locked: the 201 and the first callback name the same call at the same moment, and neither must take it for a second.
  select * into a from dial_attempt d where d.account_id = p_account and d.id = p_attempt for update;
  if a.id is null then return query select 'unknown_attempt', false; return; end if;
  if a.call_id = p_call then return query select 'bound', a.cancel_requested; return; end if;
  if a.call_id is not null then return query select 'second_call', false; return; end if;
  if a.status not in ('submitting', 'unknown') then return query select 'too_late', false; return; end if;
  update dial_attempt d set call_id = p_call, status = 'placed', call_status = coalesce(d.call_status, 'queued')
    where d.account_id = p_account and d.id = p_attempt;
  perform patchcord_set_deadline(p_account, 'attempt', p_attempt, patchcord_now() + p_due);
  -- The dial job has done its work: ended here, it costs the queue no transaction of its own.
  delete from graphile_worker._private_jobs where key = 'dial:' || p_attempt;
  return query select 'bound_now', a.cancel_requested;
end $$;

-- A status callback that only tells how the call gets on, in one round trip: binds the call if nobody has yet, and writes
-- what is news. The first word of a bound call is none, and neither is "answered" without machine detection: the document
-- fetch follows at once and says so itself. Arrival order is not guaranteed: the carrier's sequence decides.
-- `end_it`: this call must be ended (a second one, one that was given up on, or cancelled before it was known).
create function patchcord_call_progress(p_account uuid, p_token text, p_carrier uuid, p_call text, p_status text, p_sequence int,
  p_answered_by text, p_place interval, p_ring_grace interval, p_detection interval)
returns table (result text, attempt_id uuid)
language plpgsql as $$
declare a dial_attempt; v_bound text; v_cancel boolean; v_due timestamptz; v_now timestamptz;
begin
  perform set_config('patchcord.account', p_account::text, true);
  select * into a from dial_attempt d where d.account_id = p_account and d.token = p_token and d.carrier_id = p_carrier;
  if a.id is null then return query select 'ignored', null::uuid; return; end if;
  if a.call_id is distinct from p_call then
    select b.result, b.cancel_requested into v_bound, v_cancel
      from patchcord_bind_call(p_account, a.id, p_call, make_interval(secs => a.ring_seconds) + p_place) b;
    if v_bound in ('second_call', 'too_late') or v_cancel then return query select 'end_it', a.id; return; end if;
  end if;
  v_now := patchcord_now();
  if p_status = 'ringing' then v_due := v_now + make_interval(secs => a.ring_seconds) + p_ring_grace;
  elsif p_status = 'in_progress' and a.detect_machine then v_due := v_now + p_detection;
  else return query select 'noted', a.id; return;
  end if;
  update dial_attempt set call_status = p_status, call_sequence = p_sequence,
      answered_by = coalesce(p_answered_by, answered_by),
      ringing_at = case when p_status = 'ringing' then v_now else ringing_at end
    where account_id = p_account and id = a.id and status = 'placed' and answered_at is null
      and (call_sequence is null or call_sequence < p_sequence);
  if found then perform patchcord_set_deadline(p_account, 'attempt', a.id, v_due); end if;
  return query select 'noted', a.id;
end $$;

-- The carrier surely did not process the request: back to `intended`, to be dialled again after p_delay.
create function patchcord_dial_later(p_account uuid, p_attempt uuid, p_delay interval, p_error text) returns void
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  update dial_attempt set status = 'intended', lease_until = null, error = p_error, dial_at = patchcord_now() + p_delay
    where account_id = p_account and id = p_attempt and status in ('submitting', 'intended') and call_id is null;
  if not found then return; end if;
  delete from deadline where account_id = p_account and subject = 'attempt' and id = p_attempt;
  -- The job that asks is still there under the plain key: this one is the next.
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', p_attempt), now() + p_delay, null);
end $$;

-- Nobody knows whether the carrier placed the call: never dialled again, looked for until it is found or given up.
create function patchcord_dial_unknown(p_account uuid, p_attempt uuid, p_error text, p_look_in interval) returns boolean
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  update dial_attempt set status = 'unknown', error = coalesce(p_error, error)
    where account_id = p_account and id = p_attempt and status = 'submitting' and call_id is null;
  if not found then return false; end if;
  perform patchcord_set_deadline(p_account, 'attempt', p_attempt, patchcord_now() + p_look_in);
  return true;
end $$;

-- Cancels an attempt nobody has submitted; one that was is remembered, and ended once its call is known.
create function patchcord_cancel_attempt(p_account uuid, p_attempt uuid)
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
  return query select case when a.status = 'cancelled' then 'cancelled' when a.call_id is null then 'remembered' else 'placed' end, a.call_id, a.carrier_id;
end $$;

-- The agent's leg, as its own status callbacks tell it; only legs of the attempt's own call.
create function patchcord_leg(p_account uuid, p_token text, p_parent text, p_call text, p_turn int, p_to text, p_status text,
  p_sequence int, p_sip int) returns void
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  insert into leg as l (account_id, interaction_id, call_id, turn, to_number, status, sequence, sip_code, answered_at, ended_at)
  select p_account, a.interaction_id, p_call, p_turn, p_to, p_status, p_sequence, p_sip,
    case when p_status = 'in_progress' then patchcord_now() end, case when p_status <> 'in_progress' then patchcord_now() end
  from dial_attempt a where a.account_id = p_account and a.token = p_token and a.call_id = p_parent
  on conflict (account_id, interaction_id, call_id) do update set status = excluded.status, sequence = excluded.sequence,
    sip_code = coalesce(excluded.sip_code, l.sip_code), answered_at = coalesce(l.answered_at, excluded.answered_at),
    ended_at = coalesce(l.ended_at, excluded.ended_at)
    where l.sequence < excluded.sequence;
end $$;

-- Hands out what is due, each to one worker: a handler that dies leaves it due again after p_lease.
create function patchcord_take_due(p_limit int, p_lease interval) returns setof deadline
language sql as $$
  update deadline d set due_at = patchcord_now() + p_lease
  from (select account_id, subject, id from deadline where due_at <= patchcord_now()
    order by due_at limit p_limit for update skip locked) due
  where d.account_id = due.account_id and d.subject = due.subject and d.id = due.id
  returning d.*
$$;

create function patchcord_clear_deadline(p_account uuid, p_subject text, p_id uuid) returns void
language sql as $$ delete from deadline where account_id = p_account and subject = p_subject and id = p_id $$;

-- A worker says it lives, and frees the jobs of those silent for p_silent (the queue's own lock lasts four hours).
create function patchcord_heartbeat(p_id text, p_silent interval) returns text[]
language plpgsql as $$
declare v_silent text[];
begin
  insert into worker_heartbeat (id, seen_at) values (p_id, patchcord_now()) on conflict (id) do update set seen_at = excluded.seen_at;
  with gone as (delete from worker_heartbeat where seen_at < patchcord_now() - p_silent returning id)
    select array_agg(id) into v_silent from gone;
  if v_silent is not null then perform graphile_worker.force_unlock_workers(v_silent); end if;
  return v_silent;
end $$;

-- Small reads of the runtime.
create function patchcord_attempt(p_account uuid, p_attempt uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select jsonb_build_object('id', a.id, 'token', a.token, 'visit', a.visit, 'carrier_id', a.carrier_id, 'from', a.from_number,
    'to', a.to_number, 'status', a.status, 'call_id', a.call_id, 'call_status', a.call_status, 'call_sequence', a.call_sequence,
    'ring_seconds', a.ring_seconds, 'detect_machine', a.detect_machine, 'cancel_requested', a.cancel_requested, 'submitted_at', a.submitted_at,
    'ringing_at', a.ringing_at, 'interaction_id', a.interaction_id, 'now', patchcord_now())
    from dial_attempt a where a.account_id = p_account and a.id = p_attempt);
end $$;

create function patchcord_bound_calls(p_account uuid, p_carrier uuid, p_calls text[]) returns setof text
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select call_id from dial_attempt where account_id = p_account and carrier_id = p_carrier and call_id = any(p_calls);
end $$;

create function patchcord_definition(p_account uuid, p_version uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select definition from flow_version where account_id = p_account and id = p_version and status <> 'draft');
end $$;

-- The account's rules, numbers and carrier rows in one answer; secrets stay encrypted.
create function patchcord_facts(p_account uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select jsonb_build_object('allowed_countries', a.allowed_countries, 'sandbox_only', a.sandbox_only,
    'rate_per_second', a.rate_per_second,
    'numbers', (select coalesce(jsonb_agg(jsonb_build_object('e164', n.e164, 'carrier_id', n.carrier_id, 'voice_enabled', n.voice_enabled)), '[]')
      from number n where n.account_id = p_account),
    'carriers', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'base_url', c.base_url, 'account_sid', c.account_sid,
      'secret', encode(c.secret, 'base64'), 'calls_per_second', c.calls_per_second)), '[]') from carrier c where c.account_id = p_account))
    from account a where a.id = p_account);
end $$;

-- The kinds of job there are: patchcord_enqueue() only finds those that stand here.
insert into graphile_worker._private_tasks (identifier) values ('dial'), ('update_call') on conflict do nothing;
