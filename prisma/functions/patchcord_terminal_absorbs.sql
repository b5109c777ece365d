-- Trigger: an interaction that has ended never changes again (PC001).
create or replace function patchcord_terminal_absorbs() returns trigger language plpgsql as $$
begin
  raise exception 'interaction % has ended and cannot change', old.id using errcode = 'PC001';
end $$;
