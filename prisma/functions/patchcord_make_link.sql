-- Makes the link by which one member sets name and password, in place of the one before; when it expires. Null for somebody
-- whom this account may not let in.
create or replace function patchcord_make_link(p_user uuid, p_token_hash bytea, p_valid interval) returns timestamptz
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account(); v_expires timestamptz := patchcord_now() + p_valid;
begin
  -- A password is one for all accounts of its user: who belongs to another one is none of this one's to let in.
  if not exists (select 1 from membership where account_id = v_account and user_id = p_user)
    or exists (select 1 from membership where account_id <> v_account and user_id = p_user) then return null; end if;
  insert into sign_in_link (account_id, user_id, token_hash, created_at, expires_at)
    values (v_account, p_user, p_token_hash, patchcord_now(), v_expires)
    on conflict (account_id, user_id) do update
      set token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at;
  return v_expires;
end $$;
