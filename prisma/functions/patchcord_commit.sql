-- One burst, one atomic write: succeeds only onto the version that was read. Null: somebody else was faster, read again. Else
-- what patchcord_write_burst says, or `not_allowed:` and what forbids the ring that the burst wants (patchcord_prove_ring).
-- A burst that was made from what a process remembers (`proof`) is written only where that still holds: its moment is the
-- database's, the attempt has not been given up, and the call is the attempt's own or the first that is heard of. All else that
-- it stands on changes with the interaction's version.
create or replace function patchcord_commit(p_account uuid, p_interaction uuid, p_expected int, p_burst jsonb) returns text
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_proof jsonb := p_burst -> 'proof';
  v_at timestamptz := p_burst ->> 'at'; v_now timestamptz; a dial_attempt; v_ring jsonb := p_burst -> 'ring'; v_forbids jsonb;
begin
  if v_proof is not null then
    v_now := patchcord_now();
    select * into a from dial_attempt where account_id = p_account and id = (v_proof ->> 'attempt')::uuid;
    if v_at not between v_now - interval ':moment_seconds seconds' and v_now
      or a.id is null or a.status in (:attempt_given_up)
      or a.call_id <> v_proof ->> 'call' or (a.call_id is null and a.status not in (:attempt_in_doubt)) then
      return null;
    end if;
  end if;
  if v_ring is not null then
    if v_ring ?| '{limits,per_number,use,alone}' then
      -- A ring must be counted by the burst only that will be written.
      select v_ring || jsonb_build_object('client', client_id, 'interaction', p_interaction) into v_ring from interaction
        where account_id = p_account and id = p_interaction and version = p_expected and status = 'running' for update;
      if not found then return null; end if;
    end if;
    v_forbids := patchcord_prove_ring(p_account, v_ring, v_at);
    if v_forbids is not null then return 'not_allowed:' || v_forbids::text; end if;
  end if;
  update interaction set
    version = (p_burst ->> 'version')::int,
    status = p_burst ->> 'status',
    outcome = p_burst ->> 'outcome',
    call_result = p_burst ->> 'call_result',
    state = p_burst -> 'state',
    document = case when p_burst ? 'document' then nullif(p_burst -> 'document', 'null') else document end,
    finished_at = case when p_burst ->> 'status' <> 'running' then v_at end
  where account_id = p_account and id = p_interaction and version = p_expected and status = 'running';
  if not found then return null; end if;
  return patchcord_write_burst(p_account, p_interaction, p_burst);
end $$;
