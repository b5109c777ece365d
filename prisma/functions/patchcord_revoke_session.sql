-- Signing out.
create or replace function patchcord_revoke_session(p_id uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update session set revoked_at = now() where id = p_id and revoked_at is null
$$;
