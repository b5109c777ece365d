-- A client with the flows and the addresses that it is bound to; none: all.
create or replace function patchcord_bound_client(p_account uuid, p_id text)
returns table (secret_hash bytea, public_jwk jsonb, scopes text[], revoked boolean, touch_due boolean, flows uuid[], addresses text[])
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query
    select o.*, c.flows, c.addresses from patchcord_client(p_account, p_id) o join oauth_client c on c.account_id = p_account and c.id = p_id;
end $$;
