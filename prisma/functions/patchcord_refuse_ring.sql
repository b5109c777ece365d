-- Writes down a ring that the rules refused, and why.
create or replace function patchcord_refuse_ring(p_account uuid, p_interaction uuid, p_ring jsonb, p_at timestamptz) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  insert into refused_ring (account_id, id, at, interaction_id, flow_id, client_id, party, from_number, to_number, code, message, until)
  values (p_account, (p_ring ->> 'id')::uuid, p_at, p_interaction, (p_ring ->> 'flow')::uuid, coalesce(p_ring ->> 'client', (select i.client_id from interaction i where i.account_id = p_account and i.id = p_interaction)),
    p_ring ->> 'party',
    p_ring ->> 'from', p_ring ->> 'to', p_ring ->> 'code', p_ring ->> 'message', (p_ring ->> 'until')::timestamptz);
end $$;
