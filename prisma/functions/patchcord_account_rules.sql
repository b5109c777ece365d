-- Whom the account may ring, as its admins have said it.
create or replace function patchcord_account_rules(p_account uuid) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return (select jsonb_build_object('ring_rules', a.ring_rules, 'time_zone', a.time_zone, 'stopped', a.dialling_stopped)
    from account a where a.id = p_account);
end $$;
