-- Accepts an interaction: its row, its first burst and the idempotency row, or nothing. A concurrent twin with the same key
-- waits for this transaction on the key's row. `replayed`: the key was used, with the body and the answer told here.
-- `outdated`: another version is published than the burst was made for, or the burst's moment is not the database's (who starts
-- may know both from a moment ago). `no_slot`: no call slot in time. `not_allowed`: the ring that the burst begins with may not be
-- made now, and `response` says what forbids it (patchcord_prove_ring). `not_again`: the callback that the burst asks for once more may
-- not be, and `response` says why (patchcord_not_again); it runs on the version that had queued it, whatever is published. Else what patchcord_write_burst says.
create or replace function patchcord_start(p_account uuid, p_interaction uuid, p_flow uuid, p_version uuid, p_client text,
  p_key text, p_body_hash text, p_response jsonb, p_burst jsonb)
returns table (result text, body_hash text, response jsonb)
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_published uuid; v_now timestamptz := patchcord_now();
  v_ring jsonb := p_burst -> 'ring'; v_keys text[]; v_callback callback;
begin
  select case when f.archived_at is null and f.deleted_at is null then f.published_version_id end into v_published
    from flow f where f.account_id = p_account and f.id = p_flow;
  if v_published is distinct from p_version then
    -- A draft that is rung at the test phones, and a button's call that asks first, run on the version that was frozen for them.
    select v.id into v_published from flow_version v
      where v.account_id = p_account and v.id = p_version and v.flow_id = p_flow and (v.status in (:version_frozen) or p_burst ? 'again');
  end if;
  if v_published is distinct from p_version
    or (p_burst ->> 'at')::timestamptz not between v_now - interval ':moment_seconds seconds' and v_now then
    result := 'outdated';
    return next;
    return;
  end if;
  if p_key is not null then
    v_set := set_config('lock_timeout', '2s', true);
    -- It is kept as its digest (patchcord_hash_start_key), or as it was sent before that was so.
    v_keys := array[patchcord_key_digest(p_account, p_flow, p_key), p_key];
    insert into start_request as r (account_id, flow_id, key, body_hash, response, created_at)
    values (p_account, p_flow, p_key, p_body_hash, p_response, v_now)
    on conflict (account_id, flow_id, key) do update
      set body_hash = excluded.body_hash, response = excluded.response, created_at = excluded.created_at
      where r.created_at <= v_now - interval ':idempotency_hours hours';
    if not found then
      return query select 'replayed', r.body_hash, r.response from start_request r
        where r.account_id = p_account and r.flow_id = p_flow and r.key = any (v_keys)
        order by r.created_at desc limit 1;
      return;
    end if;
  end if;
  if p_burst ? 'again' then
    -- The row is locked, so that of two who ask at once the second sees what the first has made of it.
    select * into v_callback from callback c where c.account_id = p_account and c.id = (p_burst -> 'again' ->> 'callback')::uuid for update;
    response := to_jsonb(coalesce(patchcord_not_again(v_callback), case when v_callback.id is null then 'gone' end));
    if response is not null then
      result := 'not_again';
      return next;
      return;
    end if;
  end if;
  if v_ring is not null then
    response := patchcord_prove_ring(p_account, v_ring, (p_burst ->> 'at')::timestamptz);
    if response is not null then
      result := 'not_allowed';
      if p_key is not null then
        delete from start_request r where r.account_id = p_account and r.flow_id = p_flow and r.key = any (v_keys);
      end if;
      return next;
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
    if v_ring ?| array['limits', 'use'] then perform patchcord_uncount_ring(p_account, v_ring, null); end if;
    delete from interaction i where i.account_id = p_account and i.id = p_interaction;
    if p_key is not null then
      delete from start_request r where r.account_id = p_account and r.flow_id = p_flow and r.key = any (v_keys);
    end if;
  elsif p_burst ? 'again' then
    perform patchcord_ring_again(p_account, p_interaction, p_burst -> 'again', v_now);
  end if;
  return next;
end $$;
