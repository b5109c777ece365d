-- Which of these calls are some attempt's already.
create or replace function patchcord_bound_calls(p_account uuid, p_carrier uuid, p_calls text[]) returns setof text
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select call_id from dial_attempt where account_id = p_account and carrier_id = p_carrier and call_id = any(p_calls);
end $$;
