-- Uses up an assertion's jti (RFC 7523, 3, 7): false where it was used before. An expired one is refused by its exp, so
-- that its row may go.
create or replace function patchcord_use_assertion(p_account uuid, p_client text, p_jti text, p_expires timestamptz) returns boolean
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  delete from oauth_assertion where account_id = p_account and client_id = p_client
    and expires_at < patchcord_now() - interval '5 minutes';
  insert into oauth_assertion (account_id, client_id, jti, expires_at) values (p_account, p_client, p_jti, p_expires)
  on conflict do nothing;
  return found;
end $$;
