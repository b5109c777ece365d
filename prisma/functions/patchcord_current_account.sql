-- The account the transaction is about; the guards of the application set it. No account, no answer.
create or replace function patchcord_current_account() returns uuid language plpgsql stable as $$
declare v uuid := nullif(current_setting('patchcord.account', true), '')::uuid;
begin
  if v is null then raise exception 'no account is set' using errcode = 'PC005'; end if;
  return v;
end $$;
