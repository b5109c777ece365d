-- What an interaction's dial waits for; null where none waits for its window.
create or replace function patchcord_held_reason(p_account uuid, p_interaction uuid) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('until', a.held_until, 'code', a.decision -> 'waited' ->> 'code', 'message', a.decision -> 'waited' ->> 'message')
    from dial_attempt a where a.account_id = p_account and a.interaction_id = p_interaction and a.status = 'intended'
      and a.held_until is not null limit 1);
end $$;
