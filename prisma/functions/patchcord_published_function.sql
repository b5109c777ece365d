-- What running a function takes: its published version, in one round trip. No row: there is no such function; a row without a
-- source: it has never been published.
create or replace function patchcord_published_function(p_account uuid, p_id uuid)
returns table (name text, version int, inputs jsonb, outputs jsonb, source text)
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select f.name, v.version, v.inputs, v.outputs, v.source from function f
    left join function_version v on v.account_id = f.account_id and v.function_id = f.id and v.version = f.published_version
    where f.account_id = p_account and f.id = p_id;
end $$;
