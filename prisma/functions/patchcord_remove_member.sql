-- Ends a membership with its sessions and links. `last_admin`: nobody would be left who administers the account.
create or replace function patchcord_remove_member(p_user uuid) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account(); v_other boolean := patchcord_other_admin(p_user); v_role text;
begin
  select role into v_role from membership where account_id = v_account and user_id = p_user;
  if v_role is null then return 'unknown'; end if;
  if v_role = 'admin' and not v_other then return 'last_admin'; end if;
  update session set revoked_at = now() where user_id = p_user and account_id = v_account and revoked_at is null;
  delete from sign_in_link where account_id = v_account and user_id = p_user;
  delete from membership where account_id = v_account and user_id = p_user;
  -- Without an account a user is nobody, and the address is free to be invited again.
  delete from app_user u where u.id = p_user and not exists (select 1 from membership m where m.user_id = u.id);
  return 'removed';
end $$;
