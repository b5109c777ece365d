-- The account's rules, numbers and carrier rows in one answer; secrets stay encrypted.
create or replace function patchcord_facts(p_account uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select jsonb_build_object('allowed_countries', a.allowed_countries, 'sandbox_only', a.sandbox_only,
    'rate_per_second', a.rate_per_second,
    'numbers', (select coalesce(jsonb_agg(jsonb_build_object('e164', n.e164, 'carrier_id', n.carrier_id, 'voice_enabled', n.voice_enabled)), '[]')
      from number n where n.account_id = p_account),
    'carriers', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'base_url', c.base_url, 'account_sid', c.account_sid,
      'secret', encode(c.secret, 'base64'), 'calls_per_second', c.calls_per_second)), '[]') from carrier c where c.account_id = p_account))
    from account a where a.id = p_account);
end $$;
