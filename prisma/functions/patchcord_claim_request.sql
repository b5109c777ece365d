-- A client sends a request with an Idempotency-Key. `claimed`: it is to be done, and nobody else does it for p_lease. `running`: somebody
-- does. `replayed`: it was, and this was the answer. `reused`: the key was sent with another body. Of a client the last p_most are kept.
create or replace function patchcord_claim_request(p_account uuid, p_client text, p_key text, p_body_hash text, p_lease interval, p_most int)
returns table (result text, status int, headers jsonb, answer bytea)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); r api_request;
begin
  insert into api_request as was (account_id, key, client_id, body_hash, created_at, claimed_until)
  values (p_account, p_key, p_client, p_body_hash, v_now, v_now + p_lease)
  on conflict (account_id, key) do update set (body_hash, created_at, claimed_until, status, headers, answer) =
      (excluded.body_hash, excluded.created_at, excluded.claimed_until, null, null, null)
    where was.created_at < v_now - interval ':idempotency_hours hours' or (was.status is null and was.claimed_until < v_now);
  if found then
    delete from api_request d where d.account_id = p_account and d.client_id = p_client and d.created_at < (
      select k.created_at from api_request k where k.account_id = p_account and k.client_id = p_client
      order by k.created_at desc offset p_most - 1 limit 1);
    result := 'claimed';
    return next;
    return;
  end if;
  select * into r from api_request k where k.account_id = p_account and k.key = p_key;
  result := case when r.body_hash <> p_body_hash then 'reused' when r.status is null then 'running' else 'replayed' end;
  if result = 'replayed' then
    status := r.status;
    headers := r.headers;
    answer := r.answer;
  end if;
  return next;
end $$;
