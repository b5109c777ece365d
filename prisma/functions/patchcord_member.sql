-- One of the account's members; nothing for anybody else.
create or replace function patchcord_member(p_user uuid) returns table (user_id uuid, email text, name text, role text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account();
begin
  return query select u.id, u.email, u.name, m.role from membership m join app_user u on u.id = m.user_id
    where m.account_id = v_account and m.user_id = p_user;
end $$;
