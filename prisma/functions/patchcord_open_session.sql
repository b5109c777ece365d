-- Opens a session for a member of the account; for nobody else there is no row.
create or replace function patchcord_open_session(p_id uuid, p_user uuid, p_account uuid, p_expires timestamptz) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into session (id, user_id, account_id, expires_at)
  select p_id, user_id, account_id, p_expires from membership where user_id = p_user and account_id = p_account
$$;
