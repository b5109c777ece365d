-- An admin counts who has been here or can come by password: one who was only invited cannot save the account. Locks the
-- account's admins, so that of two who step down at once the second finds none left.
create or replace function patchcord_other_admin(p_user uuid) returns boolean
language plpgsql as $$
declare v_account uuid := patchcord_current_account();
begin
  perform 1 from membership where account_id = v_account and role = 'admin' order by user_id for update;
  return exists (select 1 from membership m join app_user u on u.id = m.user_id
    where m.account_id = v_account and m.role = 'admin' and m.user_id <> p_user
      and (u.password_hash is not null or exists (select 1 from session s where s.user_id = m.user_id and s.account_id = v_account)));
end $$;
