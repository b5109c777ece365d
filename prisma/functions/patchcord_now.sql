-- The product's clock: now() plus an offset that only the owner (the tests) can set.
create or replace function patchcord_now() returns timestamptz language sql stable as
  $$ select now() + (select shift from patchcord_clock) $$;
