-- Uses a link up: sets name and password, and ends what the old password had opened. Of two at once, one finds it.
create or replace function patchcord_use_link(p_token_hash bytea, p_name text, p_password_hash text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account(); v_user uuid;
begin
  delete from sign_in_link where account_id = v_account and token_hash = p_token_hash and expires_at > patchcord_now()
    returning user_id into v_user;
  if v_user is null then return null; end if;
  update app_user set name = p_name, password_hash = p_password_hash where id = v_user;
  update session set revoked_at = now() where user_id = v_user and revoked_at is null;
  return v_user;
end $$;
