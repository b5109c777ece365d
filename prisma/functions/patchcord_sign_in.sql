-- Whoever signs in by this address, with the hash that the password has to match. Users are read before any account is known
-- and by nothing else, so this runs as the owner (docs/decisions/0009-sessions-and-definer-functions.md).
create or replace function patchcord_sign_in(p_email text)
returns table (user_id uuid, name text, password_hash text, account_id uuid, role text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select u.id, u.name, u.password_hash, m.account_id, m.role
  from app_user u join membership m on m.user_id = u.id
  where u.email = lower(p_email) order by m.account_id limit 1
$$;
