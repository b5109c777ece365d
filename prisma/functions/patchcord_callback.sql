-- A callback's facts by its id; null where there is none.
create or replace function patchcord_callback(p_account uuid, p_id uuid) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select patchcord_callback_facts(c) from callback c where c.account_id = p_account and c.id = p_id);
end $$;
