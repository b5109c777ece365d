-- Lets a dial that waited for its window be made, where the limits that p_ring names (patchcord_prove_ring) let it: from now on it is a
-- ring like any other, and counts as one of this moment. Null: it is released. Else what forbids it.
create or replace function patchcord_release_dial(p_account uuid, p_attempt uuid, p_ring jsonb, p_counted boolean) returns jsonb
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); v_forbids jsonb;
begin
  if p_ring ? 'alone' then
    select p_ring || jsonb_build_object('interaction', a.interaction_id) into p_ring from dial_attempt a
      where a.account_id = p_account and a.id = p_attempt;
  end if;
  v_forbids := patchcord_prove_ring(p_account, p_ring, v_now);
  if v_forbids is not null then return v_forbids; end if;
  update dial_attempt set held_until = null, counted = p_counted, created_at = v_now, dial_at = v_now,
      drop_after = v_now + (drop_after - held_until)
    where account_id = p_account and id = p_attempt and status = 'intended' and held_until is not null;
  -- Cancelled meanwhile.
  if not found and p_ring ?| array['limits', 'use'] then perform patchcord_uncount_ring(p_account, p_ring, null); end if;
  return null;
end $$;
