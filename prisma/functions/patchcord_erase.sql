-- Takes a person out of interactions that are over. Of those that rang the person (p_contacts) no text is left; of those that only name
-- the number (p_mentions) the number goes. Rows, times, codes and counts stay. Runs as the owner: history is else only added to.
create or replace function patchcord_erase(p_number text, p_contacts uuid[], p_mentions uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account(); v_set text := set_config('patchcord.erasing', 'on', true);
  v_pattern text := patchcord_number_pattern(p_number); v_all uuid[] := p_contacts || p_mentions;
begin
  -- What was told of them holds arguments, and answers that may repeat them.
  perform pg_advisory_xact_lock(hashtextextended('webhooks ' || v_account, 0));
  perform patchcord_delete_webhooks(v_account, v_all);
  -- Events and reports that are made meanwhile would be made of what was read before: a note that has another id is read anew.
  update webhook_outbox o set id = gen_random_uuid() where o.account_id = v_account and o.interaction_id = any (v_all);
  insert into report_mark (account_id) values (v_account) on conflict do nothing;
  perform 1 from report_mark m where m.account_id = v_account for update;
  update interaction i set document = null, state = i.state || jsonb_build_object(
      'variables', (select coalesce(jsonb_object_agg(key, null), '{}') from jsonb_object_keys(i.state -> 'variables') key),
      'call', (i.state -> 'call') - 'send_digits' || '{"to": null}')
    where i.account_id = v_account and i.id = any (p_contacts);
  update interaction i set document = regexp_replace(i.document::text, v_pattern, '', 'g')::jsonb,
      state = regexp_replace(i.state::text, v_pattern, '', 'g')::jsonb
    where i.account_id = v_account and i.id = any (p_mentions);
  update interaction_event e set resume = patchcord_erased(e.resume), answer = case when e.answer is not null then '' end,
      events = (select coalesce(jsonb_agg(patchcord_erased(one) order by nth), '[]') from jsonb_array_elements(e.events) with ordinality as each(one, nth))
    where e.account_id = v_account and e.interaction_id = any (p_contacts);
  update interaction_event e set resume = regexp_replace(e.resume::text, v_pattern, '', 'g')::jsonb,
      events = regexp_replace(e.events::text, v_pattern, '', 'g')::jsonb, answer = regexp_replace(e.answer, v_pattern, '', 'g')
    where e.account_id = v_account and e.interaction_id = any (p_mentions);
  update port_call p set request = case when p.interaction_id = any (p_contacts) then null else regexp_replace(p.request::text, v_pattern, '', 'g')::jsonb end
    where p.account_id = v_account and p.interaction_id = any (v_all);
  update dial_attempt a set to_number = case when a.to_number = p_number then '' else a.to_number end, send_digits = null, error = null,
      decision = a.decision - 'waited'
    where a.account_id = v_account and a.interaction_id = any (v_all);
  update leg l set to_number = '' where l.account_id = v_account and l.interaction_id = any (v_all) and l.to_number = p_number;
  -- Agents are named there as their ring group names them, with an extension where there is one.
  update callback b set number = case when split_part(b.number, ';', 1) = p_number then '' else b.number end,
      tried = array(select t from unnest(b.tried) with ordinality as rung(t, nth) where split_part(t, ';', 1) <> p_number order by nth)
    where b.account_id = v_account and b.interaction_id = any (v_all);
  update refused_ring r set to_number = case when r.to_number = p_number then '' else r.to_number end, message = ''
    where r.account_id = v_account and r.interaction_id = any (v_all);
  update button_request q set consent = q.consent || '{"text": ""}'
    where q.account_id = v_account and q.interaction_id = any (p_contacts) and q.consent is not null;
  update interaction_fact f set contact = case when f.id = any (p_mentions) and f.contact <> p_number then f.contact end,
      contact_end = case when f.id = any (p_mentions) and f.contact <> p_number then f.contact_end end, agent = nullif(f.agent, p_number)
    where f.account_id = v_account and f.id = any (v_all);
  update step_fact f set agent = null where f.account_id = v_account and f.interaction_id = any (v_all) and f.agent = p_number;
  v_set := set_config('patchcord.erasing', '', true);
end $$;
