-- What there is to judge of an account's alerts. p_rules: {rule: {"threshold", "window"}}, the window in minutes or null. A rule's function
-- gives a row for each thing that it can be about; `calls`: of how many calls a rate is, `usual`: what is usual, where it compares.
create or replace function patchcord_alert_readings(p_account uuid, p_rules jsonb)
returns table (rule text, subject text, name text, value double precision, usual double precision, calls int)
language plpgsql as $$
#variable_conflict use_column
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  return query
    select r.rule, q.* from (select e.key as rule, (e.value ->> 'threshold')::double precision as threshold,
        make_interval(mins => (e.value ->> 'window')::int) as span from jsonb_each(p_rules) e) r
    cross join lateral (
      select f.* from patchcord_reading_carrier_credentials(p_account, r.threshold, r.span) f where r.rule = 'carrier_credentials'
      union all select f.* from patchcord_reading_dials_in_doubt(p_account, r.threshold, r.span) f where r.rule = 'dials_in_doubt'
      union all select f.* from patchcord_reading_answer_rate(p_account, r.threshold, r.span) f where r.rule = 'answer_rate'
      union all select f.* from patchcord_reading_error_exits(p_account, r.threshold, r.span) f where r.rule = 'error_exits'
      union all select f.* from patchcord_reading_queue_wait(p_account, r.threshold, r.span) f where r.rule = 'queue_wait'
      union all select f.* from patchcord_reading_webhook_dead(p_account, r.threshold, r.span) f where r.rule = 'webhook_dead'
      union all select f.* from patchcord_reading_flow_silent(p_account, r.threshold, r.span) f where r.rule = 'flow_silent'
      union all select f.* from patchcord_reading_jobs_late(p_account, r.threshold, r.span) f where r.rule = 'jobs_late'
      union all select f.* from patchcord_reading_disk_full(p_account, r.threshold, r.span) f where r.rule = 'disk_full'
      union all select f.* from patchcord_reading_unwanted_calls(p_account, r.threshold, r.span) f where r.rule = 'unwanted_calls'
    ) q;
end $$;
