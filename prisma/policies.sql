-- Row-level security of every table, applied after the triggers. What a table lacks of it is added; a policy that is there is
-- left as it is, so that nobody waits for a lock: to change one, a migration drops it.

-- Tables with an account: no setting, no rows. FORCE binds the tables' owner, too.
do $$
declare name text; key text;
begin
  for name, key in select relname, attname from pg_class c join pg_attribute a on a.attrelid = c.oid
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not in ('membership', 'session')
        and attname = case relname when 'account' then 'id' else 'account_id' end order by relname loop
    continue when exists (select from pg_policy where polrelid = name::regclass and polname = 'account');
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy account on %I
      using (%2$I = nullif(current_setting('patchcord.account', true), '')::uuid)
      with check (%2$I = nullif(current_setting('patchcord.account', true), '')::uuid)$p$, name, key);
  end loop;
end $$;

-- Users and what lets them in are read before any account is known. Nobody but the owner sees a row of theirs, as whom the
-- functions run that sign in and administer members: a right that is granted by mistake shows nothing. The worker takes what
-- is due of all accounts, by functions that run as the owner (patchcord_take_due, patchcord_noted, patchcord_claim_webhooks,
-- patchcord_claim_notices), and by them knows whose alerts are on (patchcord_alert_turn).
do $$
declare name text;
begin
  foreach name in array array['app_user', 'membership', 'session', 'deadline', 'webhook_outbox', 'webhook_endpoint',
      'webhook_delivery', 'alert_rule', 'alert_notice'] loop
    continue when exists (select from pg_policy where polrelid = name::regclass and polname = 'owner');
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
  end loop;
end $$;
