-- What an Idempotency-Key is kept as. Account and flow are in it, so that the same key of two accounts looks like two.
create or replace function patchcord_key_digest(p_account uuid, p_flow uuid, p_key text) returns text
language sql immutable as $$
  select 'sha256:' || encode(sha256(convert_to(p_account || '/' || p_flow || '/' || p_key, 'UTF8')), 'hex')
$$;
