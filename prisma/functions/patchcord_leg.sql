-- The agent's leg, as its own status callbacks tell it; only legs of the attempt's own call. Returns null: calls that share a
-- statement are read by to_json, which takes no void.
create or replace function patchcord_leg(p_account uuid, p_token text, p_parent text, p_call text, p_turn int, p_to text, p_status text,
  p_sequence int, p_sip int) returns text
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now();
begin
  insert into leg as l (account_id, interaction_id, call_id, turn, to_number, status, sequence, sip_code, answered_at, ended_at)
  select p_account, a.interaction_id, p_call, p_turn, p_to, p_status, p_sequence, p_sip,
    case when p_status = 'in_progress' then v_now end, case when p_status <> 'in_progress' then v_now end
  from dial_attempt a where a.account_id = p_account and a.token = p_token and a.call_id = p_parent
  on conflict (account_id, interaction_id, call_id) do update set status = excluded.status, sequence = excluded.sequence,
    sip_code = coalesce(excluded.sip_code, l.sip_code), answered_at = coalesce(l.answered_at, excluded.answered_at),
    ended_at = coalesce(l.ended_at, excluded.ended_at)
    where l.sequence < excluded.sequence;
  return null;
end $$;
