-- What a carrier's request for a prompt needs to be answered, in one round trip.
create or replace function patchcord_prompt(p_account uuid, p_id uuid)
returns table (content_type text, bytes int, sha256 text, stored_in text)
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query select p.content_type, p.bytes, p.sha256, p.stored_in from prompt p
    where p.account_id = p_account and p.id = p_id;
end $$;
