-- Proves that a ring which the account's rules allow may be made now, by what only the database knows (engine/ring-rules/may-ring.ts).
-- Null: it may. It is then counted in the limits that it names, and further rings to its number wait until this transaction is over,
-- in which its attempt has to be written. Else what forbids it: {"isStopped"}, {"doNotCall"}, {"reached"}, {"isUnpriced"}, {"isCalling"}
-- or {"earlier"}.
-- p_ring: {"to", "per_number"?, "limits"?, "use"?, "flow"?, "client"?, "alone"?, "interaction"?}: no call of another interaction of the
-- flow `alone` to the number may be under way. A limit without a subject is of that flow or client. Without
-- limits it is one statement that looks up two keys. Rows of many rings are locked before the number, which is of few: rings that
-- share a statement would else wait for each other in a circle.
create or replace function patchcord_prove_ring(p_account uuid, p_ring jsonb, p_at timestamptz) returns jsonb
language plpgsql as $$
declare v_to text := p_ring ->> 'to'; v_most jsonb := p_ring -> 'per_number'; v_limits jsonb := p_ring -> 'limits'; v_forbids jsonb;
  v_limit jsonb; v_week timestamptz := p_at - interval '7 days'; v_counted text[] := '{}'; v_none text;
begin
  select case when a.dialling_stopped is not null then '{"isStopped": true}'::jsonb
      when exists (select from do_not_call d where d.account_id = p_account and d.number = v_to) then '{"doNotCall": true}'::jsonb end
    into v_forbids from account a where a.id = p_account;
  if v_forbids is not null then return v_forbids; end if;
  if p_ring ? 'use' then
    v_forbids := patchcord_prove_use(p_account, p_ring, p_at);
    if v_forbids is not null then return v_forbids; end if;
  end if;
  if v_limits is not null then
    -- One after another in the order that all processes name them, which costs less than a statement over the list.
    for v_nth in 0 .. jsonb_array_length(v_limits) - 1 loop
      v_limit := v_limits -> v_nth;
      insert into ring_count as c (account_id, scope, subject, unit, starts_at, rings, most)
      values (p_account, v_limit ->> 'scope', coalesce(v_limit ->> 'subject', p_ring ->> (v_limit ->> 'scope')), v_limit ->> 'unit',
        (v_limit ->> 'starts_at')::timestamptz, 1, (v_limit ->> 'most')::int)
      on conflict (account_id, scope, subject, unit, starts_at) do update set rings = c.rings + 1, most = excluded.most
        where c.rings < excluded.most;
      if found then v_counted := v_counted || ((v_limit ->> 'scope') || '.' || (v_limit ->> 'unit')); end if;
    end loop;
    if cardinality(v_counted) < jsonb_array_length(v_limits) then
      perform patchcord_uncount_ring(p_account, p_ring, v_counted);
      return (select jsonb_build_object('reached', l) from jsonb_array_elements(v_limits) l
        where (l ->> 'scope') || '.' || (l ->> 'unit') <> all (v_counted) order by l ->> 'ends_at' desc limit 1);
    end if;
  end if;
  if v_most is not null or p_ring ? 'alone' then
    v_none := pg_advisory_xact_lock(hashtextextended(p_account::text || v_to, 0))::text;
  end if;
  -- Under the lock, so that of two calls that may not be beside each other the second sees the first.
  if p_ring ? 'alone' and patchcord_is_calling(p_account, v_to, (p_ring ->> 'alone')::uuid, (p_ring ->> 'interaction')::uuid, p_at) then
    v_forbids := '{"isCalling": true}';
  elsif v_most is not null and exists (select from patchcord_rings_since(p_account, v_to, v_week)) then
    -- Most numbers have not been rung within the week: to see that costs less than to count their rings.
    select case when count(*) filter (where r.created_at > p_at - interval '1 hour') >= (v_most ->> 'hour')::int
        or count(*) filter (where r.created_at > p_at - interval '1 day') >= (v_most ->> 'day')::int
        or count(*) >= (v_most ->> 'week')::int
        or max(r.declined_at) > p_at - make_interval(mins => (v_most ->> 'pause_minutes')::int)
        then jsonb_build_object('earlier', jsonb_build_object('rings', jsonb_agg(r.created_at), 'declined_at', max(r.declined_at))) end
      into v_forbids from patchcord_rings_since(p_account, v_to, v_week) r;
  end if;
  if v_forbids is not null then
    if v_limits is not null then perform patchcord_uncount_ring(p_account, p_ring, v_counted); end if;
    return v_forbids;
  end if;
  if p_ring ? 'use' then perform patchcord_open_ring(p_account, p_ring); end if;
  return null;
end $$;
