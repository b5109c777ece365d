-- Rows are looked up by account and id. While a table is small, every index that begins with the account looks as good as the
-- primary key, the planner takes any of them, and a function keeps that plan: each look then read the account's whole
-- index (400 rows on average in a run of seconds). So no index of the hot tables but the primary key begins with the account:
-- ids and tokens are unique without it, and row-level security asks for the account all the same.
drop index interaction_account_id_flow_id_id_idx;
create index interaction_flow on interaction (flow_id, id);

drop index dial_attempt_account_id_token_key;
create unique index dial_attempt_token on dial_attempt (token);
drop index dial_attempt_account_id_interaction_id_idx;
create index dial_attempt_interaction on dial_attempt (interaction_id);
drop index dial_attempt_callback;
create index dial_attempt_callback on dial_attempt (callback_id) where callback_id is not null;

drop index port_call_interaction;
create index port_call_interaction on port_call (interaction_id);

drop index callback_visit;
create unique index callback_visit on callback (interaction_id, visit);

drop index flow_name;
create unique index flow_name on flow (name, account_id) where deleted_at is null;

drop index flow_version_account_id_flow_id_number_key;
create unique index flow_version_number on flow_version (flow_id, number);

-- As in 0019, but the attempt is locked before its deadline, as everywhere else: a ring that crosses an answer could lock
-- them the other way round and wait for it for ever.
create or replace function patchcord_patch_attempt(p_account uuid, v_patch jsonb) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_id uuid := v_patch ->> 'id'; v_now timestamptz;
  v_callback uuid;
begin
  if v_patch ? 'answered' or v_patch ? 'ended' then v_now := patchcord_now(); end if;
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
  if v_now is not null then delete from deadline where account_id = p_account and subject = 'attempt' and id = v_id; end if;
  if v_callback is null then return; end if;
  if v_patch ? 'ended' then perform patchcord_agent_ended(p_account, v_callback, v_id);
  -- No step of a flow watches an agent's call: should its last word be lost, the carrier is asked.
  elsif v_patch ? 'answered' then perform patchcord_set_deadline(p_account, 'attempt', v_id, v_now + interval '30 seconds');
  end if;
end $$;

-- As in 0007 and 0009; that a flow is deleted is asked of its row, so that the partial index on names is no way to it.
create or replace function patchcord_read_start(p_account uuid, p_flow uuid, p_key text)
returns table (now timestamptz, flow_found boolean, version_id uuid, version_number int, body_hash text, response jsonb)
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query
    select patchcord_now(), f.id is not null and f.deleted_at is null, v.id, v.number, r.body_hash, r.response
    from (select 1) one
    left join flow f on f.account_id = p_account and f.id = p_flow
    left join flow_version v on v.account_id = p_account and v.id = f.published_version_id
      and f.archived_at is null and f.deleted_at is null
    left join start_request r on r.account_id = p_account and r.flow_id = p_flow and r.key = p_key
      and r.created_at > patchcord_now() - interval '24 hours';
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
  select case when f.archived_at is null and f.deleted_at is null then f.published_version_id end into v_published
    from flow f where f.account_id = p_account and f.id = p_flow;
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
