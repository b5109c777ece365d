-- Remembers a ring in each of the limits of calls, minutes and money that it counts in ("use", see patchcord_prove_use), until it is over:
-- an attempt's by "id", a forward's by "interaction" and "turn".
create or replace function patchcord_open_ring(p_account uuid, p_ring jsonb) returns void
language plpgsql as $$
declare v_price numeric := 0;
begin
  if jsonb_path_exists(p_ring, '$.use[*].money') then select p.price into v_price from patchcord_price(p_ring ->> 'to') p; end if;
  insert into open_ring (account_id, scope, subject, id, interaction_id, turn, starts_at, price)
  select p_account, u.scope, coalesce(u.subject, p_ring ->> u.scope), (p_ring ->> 'id')::uuid, (p_ring ->> 'interaction')::uuid,
    (p_ring ->> 'turn')::int, u.starts_at, v_price
  from jsonb_to_recordset(p_ring -> 'use') as u(scope text, subject text, starts_at timestamptz);
end $$;
