-- Trigger: rows of history are added and never changed (PC002), unless a person is erased (patchcord_erase).
create or replace function patchcord_never_changes() returns trigger language plpgsql as $$
begin
  if current_setting('patchcord.erasing', true) = 'on' then return new; end if;
  raise exception '% rows never change', tg_table_name using errcode = 'PC002';
end $$;
