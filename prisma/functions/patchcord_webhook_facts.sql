-- What events tell of interactions: how each stands, its log from a position on, and for one that is over its calls.
create or replace function patchcord_webhook_facts(p_account uuid, p_asked jsonb) returns setof jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v jsonb; v_id uuid; i interaction;
begin
  for v in select * from jsonb_array_elements(p_asked) loop
    v_id := v ->> 'id';
    select * into i from interaction where account_id = p_account and id = v_id;
    continue when not found;
    return next jsonb_build_object('id', i.id, 'flow', i.flow_id, 'flow_version', i.flow_version_id, 'client', i.client_id,
      'call_result', i.call_result, 'started_at', i.started_at, 'finished_at', i.finished_at,
      'log', (select coalesce(jsonb_agg(jsonb_build_object('seq', e.seq, 'at', e.at, 'resume', e.resume, 'events', e.events) order by e.seq), '[]')
        from interaction_event e where e.account_id = p_account and e.interaction_id = v_id and e.seq >= (v ->> 'from')::int),
      'legs', case when i.status <> 'running' then (select coalesce(jsonb_agg(jsonb_build_object('answered_at', coalesce(l.accepted_at, l.answered_at),
        'ended_at', l.ended_at) order by l.turn), '[]') from leg l where l.account_id = p_account and l.interaction_id = v_id) end,
      'callbacks', case when i.status <> 'running' then (select coalesce(jsonb_agg(jsonb_build_object('answered_at', c.joined_at, 'ended_at', c.over_at)), '[]')
        from callback c where c.account_id = p_account and c.interaction_id = v_id) end);
  end loop;
end $$;
