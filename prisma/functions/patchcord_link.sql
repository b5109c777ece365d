-- Whom a link that is still good is for.
create or replace function patchcord_link(p_token_hash bytea)
returns table (user_id uuid, email text, name text, account_name text, has_password boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account();
begin
  return query
    select u.id, u.email, u.name, a.name, u.password_hash is not null
    from sign_in_link l join membership m on m.account_id = l.account_id and m.user_id = l.user_id
    join app_user u on u.id = l.user_id join account a on a.id = l.account_id
    where l.account_id = v_account and l.token_hash = p_token_hash and l.expires_at > patchcord_now();
end $$;
