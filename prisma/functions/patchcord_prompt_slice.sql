-- `p_first` counts from 0. Null: there is no such content.
create or replace function patchcord_prompt_slice(p_account uuid, p_prompt uuid, p_sha256 text, p_first int, p_count int) returns bytea
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select substring(c.content from p_first + 1 for p_count) from prompt_content c
    where c.account_id = p_account and c.prompt_id = p_prompt and c.sha256 = p_sha256);
end $$;
