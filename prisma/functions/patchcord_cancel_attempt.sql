-- Cancels an attempt nobody has submitted; one that was is remembered, and ended once its call is known.
create or replace function patchcord_cancel_attempt(p_account uuid, p_attempt uuid)
returns table (result text, call_id text, carrier_id uuid)
language plpgsql as $$
declare a dial_attempt;
begin
  perform set_config('patchcord.account', p_account::text, true);
  update dial_attempt d set status = case when d.status = 'intended' then 'cancelled' else d.status end, cancel_requested = true,
      ended_at = case when d.status = 'intended' then patchcord_now() else d.ended_at end
    where d.account_id = p_account and d.id = p_attempt and d.ended_at is null
    returning * into a;
  if a.id is null then return query select 'over', null::text, null::uuid; return; end if;
  if a.callback_id is not null and a.ended_at is not null then perform patchcord_agent_ended(p_account, a.callback_id, a.id); end if;
  return query select case when a.status = 'cancelled' then 'cancelled' when a.call_id is null then 'remembered' else 'placed' end, a.call_id, a.carrier_id;
end $$;
