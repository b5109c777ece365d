-- Makes the given key the one that signs, unless one younger than p_max_age does already; says whether it did. One caller
-- at a time: of two processes that start at once, the second finds the first one's key. As the owner, since the app only reads
-- keys.
create or replace function patchcord_add_signing_key(p_kid text, p_jwk jsonb, p_secret bytea, p_max_age interval) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('patchcord_add_signing_key'));
  if exists (select 1 from oauth_signing_key where retired_at is null and created_at > patchcord_now() - p_max_age) then
    return false;
  end if;
  update oauth_signing_key set retired_at = patchcord_now() where retired_at is null;
  insert into oauth_signing_key (kid, public_jwk, secret, created_at) values (p_kid, p_jwk, p_secret, patchcord_now());
  return true;
end $$;
