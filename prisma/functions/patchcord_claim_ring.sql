-- The dial job takes the attempt, as patchcord_claim_dial says it. It may have waited for a call slot, or is repeated, so some
-- things are asked anew: `carrier_waits`, the carrier has asked meanwhile not to be asked before a moment that is to come
-- (patchcord_dial_again); `not_allowed`, the number may not be rung any more, with what forbids it (`history`, see
-- patchcord_prove_ring); `held`, it waits for its window, and the rules have to be asked first (patchcord_release_dial).
create or replace function patchcord_claim_ring(p_account uuid, p_attempt uuid, p_lease interval)
returns table (result text, interaction_id uuid, token text, carrier_id uuid, from_number text, to_number text, ring_seconds int,
  detect_machine boolean, purpose text, send_digits text, history jsonb)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); a dial_attempt;
  v_waits boolean; v_forbids jsonb;
begin
  select * into a from dial_attempt where account_id = p_account and id = p_attempt and status = 'intended';
  if a.id is not null then
    v_waits := v_now <= a.drop_after and exists (
      select 1 from carrier_pace c where c.account_id = p_account and c.carrier_id = a.carrier_id and c.not_before > v_now);
    if not v_waits then
      v_forbids := patchcord_prove_ring(p_account, jsonb_build_object('to', a.to_number), v_now);
    end if;
  end if;
  if v_forbids is null and v_waits is not true and a.held_until is null then
    return query select c.*, null::jsonb from patchcord_claim_dial(p_account, p_attempt, p_lease) c;
    return;
  end if;
  return query select case when v_waits then 'carrier_waits' when v_forbids is null then 'held' else 'not_allowed' end, a.interaction_id,
    a.token, a.carrier_id, a.from_number, a.to_number, a.ring_seconds, a.detect_machine, a.purpose, a.send_digits, v_forbids;
end $$;
