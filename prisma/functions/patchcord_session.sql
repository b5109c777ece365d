-- Who a session is of; nothing once it is over. It is read with each request, so that revoking works at once.
create or replace function patchcord_session(p_id uuid)
returns table (user_id uuid, email text, name text, account_id uuid, account_name text, role text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare found_account uuid;
begin
  select s.account_id into found_account from session s
    where s.id = p_id and s.revoked_at is null and s.expires_at > now();
  if found_account is null then return; end if;
  perform set_config('patchcord.account', found_account::text, true);
  return query
    select u.id, u.email, u.name, a.id, a.name, m.role
    from session s join app_user u on u.id = s.user_id
    join membership m on m.user_id = s.user_id and m.account_id = s.account_id
    join account a on a.id = s.account_id
    where s.id = p_id;
end $$;
