-- Trigger: rows of history are added and never changed (PC002).
create or replace function patchcord_never_changes() returns trigger language plpgsql as $$
begin
  raise exception '% rows never change', tg_table_name using errcode = 'PC002';
end $$;
