-- True if the key counts, because the contact still waits in this very forward. The key can come before
-- anything else is known of the leg, and may come again.
create or replace function patchcord_accept_leg(p_account uuid, p_token text, p_parent text, p_call text, p_turn int, p_to text) returns boolean
language plpgsql as $$
declare v_accepted text;
begin
  perform set_config('patchcord.account', p_account::text, true);
  insert into leg as l (account_id, interaction_id, call_id, turn, to_number, status, sequence, answered_at, accepted_at)
  select p_account, i.id, p_call, p_turn, p_to, 'in_progress', -1, patchcord_now(), patchcord_now()
  from dial_attempt a join interaction i on i.account_id = a.account_id and i.id = a.interaction_id
  where a.account_id = p_account and a.token = p_token and a.call_id = p_parent and i.status = 'running'
    and i.state -> 'wait' ->> 'for' = 'forward' and (i.state ->> 'turn')::int = p_turn
  on conflict (account_id, interaction_id, call_id) do update set accepted_at = coalesce(l.accepted_at, excluded.accepted_at),
    answered_at = coalesce(l.answered_at, excluded.answered_at)
  returning call_id into v_accepted;
  return v_accepted is not null;
end $$;
