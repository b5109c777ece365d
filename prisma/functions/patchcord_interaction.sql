-- One interaction as the Flows API answers it; null where the account's flow has none of that id.
create or replace function patchcord_interaction(p_account uuid, p_flow uuid, p_interaction uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select jsonb_build_object('interaction_id', i.id, 'flow_id', i.flow_id, 'flow_version_id', i.flow_version_id,
      'flow_version', v.number, 'status', i.status, 'outcome', i.outcome, 'call_result', i.call_result,
      'started_at', i.started_at, 'finished_at', i.finished_at,
      'has_sensitive', jsonb_path_exists(v.definition, '$.variables.*.sensitive ? (@ == true)'),
      'events', (select coalesce(jsonb_agg(e.events order by e.seq), '[]') from interaction_event e
        where e.account_id = p_account and e.interaction_id = i.id))
    from interaction i join flow_version v on v.account_id = p_account and v.id = i.flow_version_id
    where i.account_id = p_account and i.flow_id = p_flow and i.id = p_interaction);
end $$;
