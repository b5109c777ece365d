-- Counts that a deadline could not be handled; returns how often in a row. What failed longer ago than p_forget is forgotten:
-- one that fails is due again within seconds, so it was handled since.
create or replace function patchcord_deadline_failed(p_account uuid, p_subject text, p_id uuid, p_forget interval) returns int
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); v_tries int;
begin
  delete from deadline_failure where account_id = p_account and failed_at < v_now - p_forget;
  insert into deadline_failure as f (account_id, subject, id, tries, failed_at) values (p_account, p_subject, p_id, 1, v_now)
    on conflict (account_id, subject, id) do update set tries = f.tries + 1, failed_at = excluded.failed_at
    returning tries into v_tries;
  return v_tries;
end $$;
