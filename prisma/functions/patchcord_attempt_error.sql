-- What the carrier last said against an attempt, or null: told where the attempt comes to nothing.
create or replace function patchcord_attempt_error(p_account uuid, p_attempt uuid) returns text
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select error from dial_attempt where account_id = p_account and id = p_attempt);
end $$;
