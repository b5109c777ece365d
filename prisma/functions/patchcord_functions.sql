-- For readiness: the hash of the functions that were applied last (null where another tool applied them), and those of earlier
-- ones that these can stand in for. As the owner, whose record it is.
create or replace function patchcord_functions(out applied text, out earlier text[])
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if to_regclass('public.patchcord_applied') is not null then
    execute 'select a.sha256, a.earlier from public.patchcord_applied a where a.part = ''functions''' into applied, earlier;
  end if;
end $$;
