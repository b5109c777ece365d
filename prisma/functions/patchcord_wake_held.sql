-- Looks at once at the dials to these numbers that wait for their window: the numbers have come on the do-not-call list.
create or replace function patchcord_wake_held(p_account uuid, p_numbers text[]) returns int
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_attempts uuid[];
begin
  v_attempts := array(select a.id from dial_attempt a where a.account_id = p_account and a.to_number = any (p_numbers)
    and a.status = 'intended' and a.held_until is not null);
  perform patchcord_enqueue('dial', json_build_object('account', p_account, 'attempt', id), now(), null) from unnest(v_attempts) id;
  return cardinality(v_attempts);
end $$;
