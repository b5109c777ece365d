-- Trigger: an interaction that has ended never changes again (PC001), unless a person is erased (patchcord_erase).
create or replace function patchcord_terminal_absorbs() returns trigger language plpgsql as $$
begin
  if current_setting('patchcord.erasing', true) = 'on' then return new; end if;
  raise exception 'interaction % has ended and cannot change', old.id using errcode = 'PC001';
end $$;
