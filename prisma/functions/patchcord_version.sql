-- A published version, with what its names mean.
create or replace function patchcord_version(p_account uuid, p_version uuid) returns table (definition jsonb, bindings jsonb)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query select v.definition, v.bindings from flow_version v
    where v.account_id = p_account and v.id = p_version and v.status <> 'draft';
end $$;
