-- A resume or an event of an interaction without its texts: what it was, when, and with which result and code.
create or replace function patchcord_erased(p_row jsonb) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_object_agg(key, case
      when key = 'error' then jsonb_build_object('code', value -> 'code', 'message', '')
      when key = 'message' then '""'
      when key = 'value' then 'null'
      -- What a service answered: only whether it did.
      when key = 'result' and value ->> 'ok' = 'true' then '{"ok": true, "value": null}'
      when key = 'result' and jsonb_typeof(value) = 'object' then jsonb_build_object('ok', false, 'code', value -> 'code', 'message', '')
      else value end), '{}')
  from jsonb_each(p_row) where key in ('kind', 'event', 'at', 'visit', 'step', 'component', 'exit', 'code', 'name', 'status', 'outcome', 'result',
    'answered_by', 'what', 'contact_live', 'joined', 'turn', 'error', 'message', 'value')
$$;
