-- Everything a start needs to know: the clock, the published version, and the answer this key was given before. A flow that is
-- archived is found and has no version; one that is deleted is not found. That a flow is deleted is asked of its row, so that
-- the planner does not take the partial index on names for a way to it.
create or replace function patchcord_read_start(p_account uuid, p_flow uuid, p_key text)
returns table (now timestamptz, flow_found boolean, version_id uuid, version_number int, body_hash text, response jsonb)
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
  v_keys text[] := case when p_key is not null then array[patchcord_key_digest(p_account, p_flow, p_key), p_key] end;
begin
  return query
    select patchcord_now(), f.id is not null and f.deleted_at is null, v.id, v.number, r.body_hash, r.response
    from (select 1) one
    left join flow f on f.account_id = p_account and f.id = p_flow
    left join flow_version v on v.account_id = p_account and v.id = f.published_version_id
      and f.archived_at is null and f.deleted_at is null
    left join start_request r on r.account_id = p_account and r.flow_id = p_flow and r.key = any (v_keys)
      and r.created_at > patchcord_now() - interval ':idempotency_hours hours';
end $$;
