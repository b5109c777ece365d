-- Notes that an interaction which begins rings a callback again, and who wanted it, in the log as well.
-- p_again: {"callback", "actor", "name", "audit"}, the last an id.
create or replace function patchcord_ring_again(p_account uuid, p_interaction uuid, p_again jsonb, p_at timestamptz) returns void
language plpgsql as $$
begin
  update callback set again_at = p_at, again_by = p_again ->> 'name', again_interaction = p_interaction
    where account_id = p_account and id = (p_again ->> 'callback')::uuid;
  insert into audit_log (account_id, id, actor, actor_name, action, subject, after)
  select p_account, (p_again ->> 'audit')::uuid, p_again ->> 'actor', p_again ->> 'name', 'callback.ring_again', f.name,
    jsonb_build_object('flow', i.flow_id, 'interaction', i.id)
  from interaction i join flow f on f.account_id = p_account and f.id = i.flow_id where i.account_id = p_account and i.id = p_interaction;
end $$;
