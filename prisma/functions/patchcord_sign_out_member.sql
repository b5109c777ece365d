-- Ends all sessions of a member in this account; how many there were, null for somebody who is no member.
create or replace function patchcord_sign_out_member(p_user uuid) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account(); v_count int;
begin
  if not exists (select 1 from membership where account_id = v_account and user_id = p_user) then return null; end if;
  update session set revoked_at = now()
    where user_id = p_user and account_id = v_account and revoked_at is null and expires_at > now();
  get diagnostics v_count = row_count;
  return v_count;
end $$;
