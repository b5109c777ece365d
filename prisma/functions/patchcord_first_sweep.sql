-- Trigger: a new account is swept for the first time an hour later.
create or replace function patchcord_first_sweep() returns trigger language plpgsql as $$
begin
  perform patchcord_set_deadline(new.id, 'account', new.id, patchcord_now() + interval '1 hour');
  return new;
end $$;
