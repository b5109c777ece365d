-- Retention: what has ended is deleted after the account's days, account by account; the audit log is kept. The account's
-- own deadline brings the sweep round, like everything else that has to be looked at again.
create function patchcord_sweep(p_account uuid, p_limit int, p_again interval) returns int
language plpgsql as $$
declare v_now timestamptz := patchcord_now(); v_days int; v_deleted int;
begin
  perform set_config('patchcord.account', p_account::text, true);
  select retention_days into v_days from account where id = p_account;
  delete from leg l using (select i.id from interaction i where i.account_id = p_account and i.status <> 'running'
    and i.finished_at < v_now - make_interval(days => v_days) limit p_limit) old
    where l.account_id = p_account and l.interaction_id = old.id;
  with old as (select id from interaction where account_id = p_account and status <> 'running'
    and finished_at < v_now - make_interval(days => v_days) limit p_limit)
  delete from interaction i using old where i.account_id = p_account and i.id = old.id;
  get diagnostics v_deleted = row_count;
  delete from start_request where account_id = p_account and created_at < v_now - interval '24 hours';
  delete from oauth_assertion where account_id = p_account and expires_at < v_now;
  -- More than fits one sweep: go on at once.
  perform patchcord_set_deadline(p_account, 'account', p_account, v_now + case when v_deleted = p_limit then interval '0' else p_again end);
  return v_deleted;
end $$;

create function patchcord_first_sweep() returns trigger language plpgsql as $$
begin
  perform patchcord_set_deadline(new.id, 'account', new.id, patchcord_now() + interval '1 hour');
  return new;
end $$;
create trigger first_sweep after insert on account for each row execute function patchcord_first_sweep();
