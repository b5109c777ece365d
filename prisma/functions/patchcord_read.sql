-- Everything a burst needs to know, found by the attempt's token or the interaction's id. By its interaction, an agent's attempt
-- is not found. `p_over`: what a final callback says of the call. Where the interaction is over already, it is written here and
-- now, and the attempt is handed out as ended: a round trip less for every forwarded call.
-- Rows are looked up by key one at a time instead of joined: each statement's start and end costs more than what it does.
create or replace function patchcord_read(p_account uuid, p_interaction uuid, p_token text, p_input_key text, p_over jsonb)
returns table (now timestamptz, interaction_id uuid, version int, flow_id uuid, flow_version_id uuid, status text, state jsonb,
  document jsonb, attempt jsonb, answer text, applied boolean, legs jsonb)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true); a dial_attempt; i interaction;
begin
  if p_interaction is null then
    select * into a from dial_attempt d where d.account_id = p_account and d.token = p_token;
    if a.id is null then return; end if;
    select * into i from interaction where account_id = p_account and id = a.interaction_id;
  else
    select * into i from interaction where account_id = p_account and id = p_interaction;
    select * into a from dial_attempt d where d.account_id = p_account and d.interaction_id = p_interaction and d.purpose = 'contact'
      order by d.visit desc, d.visit_try desc nulls last limit 1;
  end if;
  if i.id is null then return; end if;
  if p_over is not null and i.status <> 'running' and a.call_id = p_over ->> 'call_id' and a.status = 'placed' then
    perform patchcord_patch_attempt(p_account, p_over || jsonb_build_object('id', a.id));
    a.status := 'ended';
  end if;
  applied := false;
  select e.answer, true into answer, applied from interaction_event e
    where e.account_id = p_account and e.interaction_id = i.id and e.input_key = p_input_key;
  -- Only a forward asks what became of its legs.
  if i.state -> 'wait' ->> 'for' = 'forward' then
    legs := (select jsonb_agg(jsonb_build_object('call_id', l.call_id, 'turn', l.turn, 'status', l.status, 'sip_code', l.sip_code,
      'answered', l.answered_at is not null, 'accepted', l.accepted_at is not null)) from leg l where l.account_id = p_account and l.interaction_id = i.id);
  end if;
  if a.id is not null then
    attempt := jsonb_build_object('id', a.id, 'token', a.token, 'visit', a.visit, 'carrier_id', a.carrier_id,
      'from', a.from_number, 'to', a.to_number, 'status', a.status, 'call_id', a.call_id, 'call_status', a.call_status,
      'call_sequence', a.call_sequence, 'ring_seconds', a.ring_seconds, 'detect_machine', a.detect_machine,
      'cancel_requested', a.cancel_requested, 'submitted_at', a.submitted_at, 'ringing_at', a.ringing_at, 'purpose', a.purpose);
    -- Only who waits on the line for an agent asks for the place there.
    if i.state -> 'wait' ->> 'for' = 'agents' then
      attempt := attempt || jsonb_strip_nulls(jsonb_build_object('position', patchcord_position(p_account, i.id, (i.state -> 'cursor' ->> 'visit')::int)));
    end if;
    if a.visit_try is not null then attempt := attempt || jsonb_build_object('visit_try', a.visit_try); end if;
  end if;
  applied := coalesce(applied, false);
  now := patchcord_now(); interaction_id := i.id; version := i.version; flow_id := i.flow_id; flow_version_id := i.flow_version_id;
  status := i.status; state := i.state; document := i.document;
  return next;
end $$;
