-- The versions of interactions that requests wait for.
create or replace function patchcord_interaction_versions(p_account uuid, p_ids uuid[]) returns table (id uuid, version int)
language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select i.id, i.version from interaction i where i.account_id = p_account and i.id = any (p_ids);
end $$;
