-- The one change that history allows, and only a moment after: the answer of a webhook that is still waiting for it. Runs as the
-- owner, since nobody else may change an event.
create or replace function patchcord_give_answer(p_account uuid, p_interaction uuid, p_input_key text, p_answer text, p_at timestamptz) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update interaction_event set answer = p_answer
    where account_id = p_account and account_id = patchcord_current_account() and interaction_id = p_interaction
      and input_key = p_input_key and at > p_at - interval '5 seconds'
$$;
