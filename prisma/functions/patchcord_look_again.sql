-- When to look again, if nobody has asked for an earlier look meanwhile: whoever does, asks for it at once. Null: never.
create or replace function patchcord_look_again(p_account uuid, p_subject text, p_id uuid, p_in interval) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  if p_in is null then
    delete from deadline where account_id = p_account and subject = p_subject and id = p_id and due_at > patchcord_now();
  else
    update deadline set due_at = patchcord_now() + p_in
      where account_id = p_account and subject = p_subject and id = p_id and due_at > patchcord_now();
  end if;
end $$;
