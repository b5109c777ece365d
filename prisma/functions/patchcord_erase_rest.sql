-- Takes a number out of what is of no interaction: starts that were refused, the audit log, files that were exported, schedules and views of reports that ask for it, and with p_off_list the do-not-call list.
-- Runs as the owner: the audit log is else only added to.
create or replace function patchcord_erase_rest(p_number text, p_off_list boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_account uuid := patchcord_current_account(); v_set text := set_config('patchcord.erasing', 'on', true);
  v_pattern text := patchcord_number_pattern(p_number);
begin
  update refused_ring r set to_number = '', message = '' where r.account_id = v_account and r.to_number = p_number;
  update audit_log l set subject = regexp_replace(l.subject, v_pattern, '', 'g'), before = regexp_replace(l.before::text, v_pattern, '', 'g')::jsonb,
      after = regexp_replace(l.after::text, v_pattern, '', 'g')::jsonb
    where l.account_id = v_account and (l.subject ~ v_pattern or l.before::text ~ v_pattern or l.after::text ~ v_pattern);
  update number_import n set bad_lines = regexp_replace(n.bad_lines::text, v_pattern, '', 'g')::jsonb,
      reason = regexp_replace(n.reason, v_pattern, '', 'g')
    where n.account_id = v_account and (n.bad_lines::text ~ v_pattern or n.reason ~ v_pattern);
  -- Files that were exported cannot be taken a number out of.
  delete from report_export_part p where p.account_id = v_account;
  delete from report_export e where e.account_id = v_account;
  update report_run r set state = 'stopped', finished_at = patchcord_now() where r.account_id = v_account and r.state = 'running';
  -- Without the number that they ask for they would tell of everybody.
  delete from report_run r using report_schedule s where r.account_id = v_account and s.account_id = v_account and s.id = r.schedule_id
    and s.filters::text ~ v_pattern;
  delete from report_schedule s where s.account_id = v_account and s.filters::text ~ v_pattern;
  delete from report_view v where v.account_id = v_account and v.query ~ v_pattern;
  if p_off_list then delete from do_not_call d where d.account_id = v_account and d.number = p_number; end if;
  v_set := set_config('patchcord.erasing', '', true);
end $$;
