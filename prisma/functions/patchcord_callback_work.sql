-- Everything the next step of a ring group's work depends on; `group` is null where there is none any more.
create or replace function patchcord_callback_work(p_account uuid, p_group uuid) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return jsonb_build_object('now', patchcord_now(),
    'group', (select jsonb_build_object('strategy', g.strategy, 'ring_seconds', g.ring_seconds, 'time_zone', g.time_zone, 'hours', g.hours,
      'agents', g.agents) from ring_group g where g.account_id = p_account and g.id = p_group),
    'callbacks', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'interaction', c.interaction_id, 'visit', c.visit, 'from', c.from_number,
      'give_up_at', c.give_up_at, 'tried', c.tried, 'next_round_at', c.next_round_at,
      'rings', exists (select 1 from dial_attempt d where d.account_id = p_account and d.callback_id = c.id
        and d.purpose = 'callback_agent' and d.ended_at is null),
      'on_phone', exists (select 1 from dial_attempt d where d.account_id = p_account and d.interaction_id = c.interaction_id
        and d.purpose = 'contact' and d.ended_at is null and d.status not in (:attempt_given_up)))
        || case when c.rounds_left is null then '{}' else jsonb_build_object('rounds_left', c.rounds_left) end
        order by c.rounds_left is null, c.priority, c.queued_at, c.id), '[]')
      from callback c where c.account_id = p_account and c.ring_group_id = p_group and c.status = 'waiting'),
    'busy', (select coalesce(jsonb_agg(d.to_number), '[]') from dial_attempt d
      where d.account_id = p_account and d.purpose = 'callback_agent' and d.ended_at is null))
    -- When each agent's last answered call of the day was over, where the one is rung first for whom that is the longest ago.
    || coalesce((select jsonb_build_object('last_calls', jsonb_object_agg(n.number, d.ended_at)) from ring_group g
      cross join lateral (select distinct substring(a ->> 'number' from '^\+\d+') as number from jsonb_array_elements(g.agents) a) n
      cross join lateral (select ended_at from dial_attempt d where d.account_id = p_account and d.to_number = n.number
        and d.created_at > patchcord_now() - interval '1 day' and d.purpose = 'callback_agent' and d.answered_at is not null
        and d.ended_at is not null order by d.created_at desc limit 1) d
      where g.account_id = p_account and g.id = p_group and g.strategy = 'longest_idle' having count(*) > 0), '{}');
end $$;
