-- Notes that contact and agent are joined: the agent has pressed the key where the forward asks for one, else answered.
create or replace function patchcord_note_leg() returns trigger language plpgsql as $$
declare v_document jsonb; v_key text;
begin
  if not patchcord_has_webhooks(new.account_id) then return null; end if;
  select document into v_document from interaction where account_id = new.account_id and id = new.interaction_id;
  if (v_document ->> 'turn')::int is distinct from new.turn then return null; end if;
  v_key := jsonb_path_query_first(v_document, '$.verbs[*] ? (@.verb == "forward").accept_key') #>> '{}';
  if v_key is not null and new.accepted_at is null then return null; end if;
  insert into webhook_outbox (account_id, interaction_id, at, what, about)
  values (new.account_id, new.interaction_id, patchcord_now(), 'joined', jsonb_build_object('visit', v_document -> 'visit'));
  return null;
end $$;
