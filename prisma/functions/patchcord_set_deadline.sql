-- Brings a subject (interaction, attempt, port_call, callback, ring_group, account, report_schedule) back to be looked at when it is due.
create or replace function patchcord_set_deadline(p_account uuid, p_subject text, p_id uuid, p_due timestamptz) returns void
language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true);
begin
  insert into deadline (account_id, subject, id, due_at) values (p_account, p_subject, p_id, p_due)
  on conflict (account_id, subject, id) do update set due_at = excluded.due_at;
end $$;
