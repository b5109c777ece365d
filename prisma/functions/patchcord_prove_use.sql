-- Whether one more call fits into the calls at once, the minutes and the money of a day that p_ring names ("use": a list of {"scope",
-- "subject", "calls"?, "minutes"?, "money"?, "starts_at", "ends_at"}). Null: it does. Else {"reached"}, or {"isUnpriced"} where money is
-- limited and the operator's prices have none for the number. A call counts as a begun minute from its ring on, so that calls which
-- begin together cannot pass a limit together. One lock an account, taken before all others of a ring.
create or replace function patchcord_prove_use(p_account uuid, p_ring jsonb, p_at timestamptz) returns jsonb
language plpgsql as $$
declare v_none text := pg_advisory_xact_lock(hashtextextended(p_account::text, 1))::text; l record; v_calls int; v_minutes int;
  v_money numeric; v_price numeric; v_currency text;
begin
  if jsonb_path_exists(p_ring, '$.use[*].money') then
    select p.price, p.currency into v_price, v_currency from patchcord_price(p_ring ->> 'to') p;
    if v_price is null then return '{"isUnpriced": true}'; end if;
  end if;
  for l in select u.scope, coalesce(u.subject, p_ring ->> u.scope) as subject, u.calls, u.minutes, u.money, u.starts_at, u.ends_at
    from jsonb_to_recordset(p_ring -> 'use') as u(scope text, subject text, calls int, minutes int, money numeric, starts_at timestamptz, ends_at text)
    order by u.scope
  loop
    perform patchcord_settle_rings(p_account, l.scope, l.subject, p_at);
    select count(*), coalesce(sum(o.minutes) filter (where o.starts_at = l.starts_at), 0),
        coalesce(sum(o.minutes * o.price) filter (where o.starts_at = l.starts_at), 0)
      into v_calls, v_minutes, v_money from patchcord_open_rings(p_account, l.scope, l.subject, p_at) o;
    select v_minutes + coalesce(sum(r.minutes), 0), v_money + coalesce(sum(r.money), 0) into v_minutes, v_money
      from ring_use r where r.account_id = p_account and r.scope = l.scope and r.subject = l.subject and r.starts_at = l.starts_at;
    if v_calls >= l.calls then
      return jsonb_build_object('reached', jsonb_build_object('scope', l.scope, 'unit', 'calls', 'most', l.calls));
    elsif v_minutes >= l.minutes then
      return jsonb_build_object('reached', jsonb_build_object('scope', l.scope, 'unit', 'minutes', 'most', l.minutes, 'ends_at', l.ends_at));
    elsif v_money + v_price > l.money then
      return jsonb_build_object('reached', jsonb_build_object('scope', l.scope, 'unit', 'money', 'most', l.money, 'ends_at', l.ends_at,
        'currency', v_currency));
    end if;
  end loop;
  return null;
end $$;
