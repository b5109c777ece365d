-- Retention: what has ended is deleted after the account's days, account by account; the audit log is kept. A deleted flow goes
-- with the last of its interactions. The account's own deadline brings the sweep round, like everything else that has to be
-- looked at again.
create or replace function patchcord_sweep(p_account uuid, p_limit int, p_again interval) returns int
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); v_days int; v_old uuid[];
begin
  select retention_days into v_days from account where id = p_account;
  v_old := array(select id from interaction where account_id = p_account and status <> 'running'
    and finished_at < v_now - make_interval(days => v_days) limit p_limit);
  perform patchcord_delete_interactions(p_account, v_old);
  delete from flow f where f.account_id = p_account and f.deleted_at is not null and not exists (
    select 1 from interaction i where i.account_id = p_account and i.flow_id = f.id);
  delete from start_request where account_id = p_account and created_at < v_now - interval ':idempotency_hours hours';
  delete from oauth_assertion where account_id = p_account and expires_at < v_now;
  -- More than fits one sweep: go on at once.
  perform patchcord_set_deadline(p_account, 'account', p_account, v_now + case when cardinality(v_old) = p_limit then interval '0' else p_again end);
  return cardinality(v_old);
end $$;
