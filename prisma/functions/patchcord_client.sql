-- A client as the token endpoint and the bearer check need it; one whose time is over counts as revoked. `touch_due`: its last use has to be written again.
create or replace function patchcord_client(p_account uuid, p_id text)
returns table (secret_hash bytea, public_jwk jsonb, scopes text[], revoked boolean, touch_due boolean)
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query
    select c.secret_hash, c.public_jwk, c.scopes, c.revoked_at is not null or coalesce(c.ends_at <= patchcord_now(), false),
      c.last_used_at is null or c.last_used_at < patchcord_now() - interval ':client_use_minutes minutes'
    from oauth_client c where c.account_id = p_account and c.id = p_id;
end $$;
