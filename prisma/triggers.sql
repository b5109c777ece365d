-- Every trigger, once, as it is now. Applied after prisma/functions; one that is taken out here is dropped. In the order in
-- which bursts lock the tables: a process that writes meanwhile waits, and the two do not wait for each other.

-- An interaction that has ended absorbs whatever still comes.
create or replace trigger terminal_absorbs before update on interaction
  for each row when (old.status <> 'running') execute function patchcord_terminal_absorbs();

-- History is added to. Only what a webhook is answered may still change while it waits: see patchcord_give_answer.
create or replace trigger append_only before update on interaction_event
  for each row when ((old.account_id, old.interaction_id, old.seq, old.at, old.input_key, old.resume, old.events, old.engine)
    is distinct from (new.account_id, new.interaction_id, new.seq, new.at, new.input_key, new.resume, new.events, new.engine))
  execute function patchcord_never_changes();
create or replace trigger append_only before update on audit_log
  for each row execute function patchcord_never_changes();
create or replace trigger append_only before update on draft_edit
  for each row execute function patchcord_never_changes();
create or replace trigger append_only before update on checkpoint
  for each row execute function patchcord_never_changes();
create or replace trigger append_only before update on function_version
  for each row execute function patchcord_never_changes();

-- What was published stays as it was published; only its status changes.
create or replace trigger published_stays before update on flow_version
  for each row when (old.status <> 'draft'
    and (old.definition, old.number, old.flow_id, old.bindings, old.note, old.author)
      is distinct from (new.definition, new.number, new.flow_id, new.bindings, new.note, new.author))
  execute function patchcord_never_changes();

create or replace trigger first_sweep after insert on account
  for each row execute function patchcord_first_sweep();

-- No Idempotency-Key is kept as it was sent.
create or replace trigger hash_key before insert on start_request
  for each row execute function patchcord_hash_start_key();

-- What webhooks tell and no burst says by itself. Accounts without an endpoint pay for a look.
create or replace trigger note_attempt after update on dial_attempt
  for each row when ((old.ringing_at is null and new.ringing_at is not null) or (old.status <> 'unknown' and new.status = 'unknown'))
  execute function patchcord_note_attempt();
create or replace trigger note_answer after insert on leg
  for each row when (new.answered_at is not null) execute function patchcord_note_leg();
create or replace trigger note_later_answer after update on leg
  for each row when (new.answered_at is not null and (old.answered_at is null or (old.accepted_at is null and new.accepted_at is not null)))
  execute function patchcord_note_leg();
create or replace trigger note_callback after insert on callback
  for each row execute function patchcord_note_callback();
create or replace trigger note_progress after update on callback
  for each row when (old.status <> new.status) execute function patchcord_note_callback();
create or replace trigger note_published after update on flow
  for each row when (new.published_version_id is not null and old.published_version_id is distinct from new.published_version_id)
  execute function patchcord_note_published();
