-- What a callback's row says, as the runtime reads it.
create or replace function patchcord_callback_facts(c callback) returns jsonb
language sql stable as $$
  select jsonb_build_object('id', c.id, 'interaction', c.interaction_id, 'visit', c.visit, 'status', c.status, 'reason', c.reason,
    'language', c.language, 'accepted_attempt', c.accepted_attempt, 'was_joined', c.joined_at is not null,
    'agent_left', exists (select 1 from dial_attempt d where d.account_id = c.account_id and d.id = c.accepted_attempt and d.ended_at is not null))
    || case when c.rounds = '[]' then '{}' else jsonb_build_object('earlier', (select jsonb_agg(r ->> 'attempt') from jsonb_array_elements(c.rounds) r)) end
$$;
