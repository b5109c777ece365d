-- Nothing of this subject has to be looked at any more.
create or replace function patchcord_clear_deadline(p_account uuid, p_subject text, p_id uuid) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  delete from deadline where account_id = p_account and subject = p_subject and id = p_id;
end $$;
