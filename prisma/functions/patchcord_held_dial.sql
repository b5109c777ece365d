-- What has to be known to decide again about a dial that waits for its window; null where it waits no more.
create or replace function patchcord_held_dial(p_account uuid, p_attempt uuid) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('now', patchcord_now(), 'last_at', least(i.expires_at, a.try_until), 'visit_try', a.visit_try,
      'expires_at', i.expires_at, 'zone', a.decision -> 'waited' ->> 'zone',
      'flow', i.flow_id, 'client', i.client_id)
    from dial_attempt a join interaction i on i.account_id = p_account and i.id = a.interaction_id
    where a.account_id = p_account and a.id = p_attempt and a.status = 'intended' and a.held_until is not null);
end $$;
