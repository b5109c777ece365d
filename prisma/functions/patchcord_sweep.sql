-- Retention: what has ended is deleted after the account's days, account by account; the audit log is kept. A deleted flow goes
-- with the last of its interactions. The account's own deadline brings the sweep round, like everything else that has to be
-- looked at again.
create or replace function patchcord_sweep(p_account uuid, p_limit int, p_again interval) returns int
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now(); v_days int; v_old uuid[];
  v_events text[];
begin
  select retention_days into v_days from account where id = p_account;
  v_old := array(select id from interaction where account_id = p_account and status <> 'running'
    and finished_at < v_now - make_interval(days => v_days) limit p_limit);
  perform patchcord_delete_interactions(p_account, v_old);
  delete from flow f where f.account_id = p_account and f.deleted_at is not null and not exists (
    select 1 from interaction i where i.account_id = p_account and i.flow_id = f.id);
  -- What was frozen is not needed once its interactions are gone, which are at most a week longer under way than it is young.
  delete from flow_version v where v.account_id = p_account and v.status in (:version_frozen)
    and v.created_at < v_now - make_interval(days => v_days + 8) and not exists (
      select 1 from interaction i where i.account_id = p_account and i.flow_id = v.flow_id and i.flow_version_id = v.id);
  delete from version_step n where n.account_id = p_account and not exists (
    select 1 from flow_version v where v.account_id = p_account and v.id = n.flow_version_id);
  delete from report_count where account_id = p_account and half_hour < v_now - make_interval(days => v_days + 8);
  delete from report_export_part p using report_export e where p.account_id = p_account and e.account_id = p_account and e.id = p.export_id
    and e.expires_at < v_now;
  delete from report_export where account_id = p_account and expires_at < v_now;
  delete from report_run where account_id = p_account and turn_at < v_now - interval ':report_run_days days';
  delete from backtest_difference d using backtest b where d.account_id = p_account and b.account_id = p_account and b.id = d.backtest_id
    and b.expires_at < v_now;
  delete from backtest_group g using backtest b where g.account_id = p_account and b.account_id = p_account and b.id = g.backtest_id
    and b.expires_at < v_now;
  delete from backtest where account_id = p_account and expires_at < v_now;
  delete from presence where account_id = p_account and seen_at < v_now - interval '1 hour';
  delete from start_request where account_id = p_account and created_at < v_now - interval ':idempotency_hours hours';
  delete from api_request where account_id = p_account and created_at < v_now - interval ':idempotency_hours hours';
  -- Starts that were refused have no interaction to go with.
  delete from refused_ring where account_id = p_account and interaction_id is null and at < v_now - make_interval(days => v_days);
  delete from ring_count where account_id = p_account and starts_at < v_now - interval '3 days';
  delete from ring_use where account_id = p_account and starts_at < v_now - interval '3 days';
  -- A call lasts hours at most.
  delete from open_ring where account_id = p_account and starts_at < v_now - interval '3 days';
  delete from button_request where account_id = p_account and at < v_now - make_interval(days => v_days);
  -- A file whose sender has gone, and reports that nobody needs any more.
  delete from number_import_piece p using number_import n where p.account_id = p_account and n.account_id = p_account and n.id = p.import_id
    and n.state = 'uploading' and n.requested_at < v_now - interval '1 day';
  delete from number_import where account_id = p_account and requested_at < v_now - make_interval(days => v_days);
  update webhook_delivery set status = 'dead', due_at = null, ended_at = v_now where account_id = p_account and status = 'waiting' and until < v_now - interval '1 hour';
  v_events := array(select id from webhook_event where account_id = p_account
    and at < v_now - least(make_interval(days => v_days), interval ':webhook_days days') limit p_limit);
  delete from webhook_try where account_id = p_account and event_id = any (v_events);
  delete from webhook_delivery where account_id = p_account and event_id = any (v_events);
  delete from webhook_event where account_id = p_account and id = any (v_events);
  delete from alert_count where account_id = p_account and slot < v_now - interval ':alert_days days';
  delete from alert where account_id = p_account and ended_at < v_now - interval ':alert_kept_days days';
  delete from alert_notice where account_id = p_account and until < v_now - interval '1 day';
  delete from oauth_assertion where account_id = p_account and expires_at < v_now;
  -- More than fits one sweep: go on at once.
  perform patchcord_set_deadline(p_account, 'account', p_account, v_now + case when p_limit in (cardinality(v_old), cardinality(v_events)) then interval '0' else p_again end);
  return cardinality(v_old);
end $$;
