-- A new user with a membership here. `taken`: the address is somebody's already, in this account or another.
create or replace function patchcord_invite(p_user uuid, p_email text, p_name text, p_role text) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account();
begin
  insert into app_user (id, email, name) values (p_user, lower(p_email), p_name) on conflict (email) do nothing;
  if not found then return 'taken'; end if;
  insert into membership (account_id, user_id, role) values (v_account, p_user, p_role);
  return 'invited';
end $$;
