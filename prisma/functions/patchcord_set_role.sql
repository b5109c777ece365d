-- Makes a member an admin, or no longer one. `last_admin`: nobody would be left who administers the account.
create or replace function patchcord_set_role(p_user uuid, p_role text) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account(); v_other boolean := patchcord_other_admin(p_user); v_role text;
begin
  select role into v_role from membership where account_id = v_account and user_id = p_user;
  if v_role is null then return 'unknown'; end if;
  if v_role = 'admin' and p_role <> 'admin' and not v_other then return 'last_admin'; end if;
  update membership set role = p_role where account_id = v_account and user_id = p_user;
  return 'changed';
end $$;
