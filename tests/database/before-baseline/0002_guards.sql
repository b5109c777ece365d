-- What must hold whatever the application does: tenant isolation, append-only history, terminal states that absorb.

-- Every table with an account: no setting, no rows. The app's role owns nothing; FORCE binds an owner that is the app, too.
do $$
declare name text;
begin
  foreach name in array array['carrier', 'carrier_pace', 'number', 'oauth_client', 'oauth_assertion', 'flow', 'flow_version',
    'interaction', 'interaction_event', 'dial_attempt', 'leg', 'start_request', 'audit_log'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy account on %I
      using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
      with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)$p$, name);
  end loop;
end $$;
alter table account enable row level security;
alter table account force row level security;
create policy account on account
  using (id = nullif(current_setting('patchcord.account', true), '')::uuid)
  with check (id = nullif(current_setting('patchcord.account', true), '')::uuid);

-- Foreign keys stay inside an account, so the schema can be split by account.
alter table number add foreign key (account_id, carrier_id) references carrier (account_id, id);
alter table flow_version add foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade;
alter table interaction_event add foreign key (account_id, interaction_id) references interaction (account_id, id) on delete cascade;
alter table dial_attempt add foreign key (account_id, interaction_id) references interaction (account_id, id) on delete cascade;
alter table session add foreign key (user_id) references app_user (id) on delete cascade;
alter table membership add foreign key (user_id) references app_user (id) on delete cascade;

alter table interaction add check (status in ('running', 'completed', 'failed', 'cancelled', 'expired'));
alter table interaction add check ((status = 'running') = (outcome is null));
alter table dial_attempt add check (status in
  ('intended', 'submitting', 'unknown', 'placed', 'ended', 'refused', 'given_up', 'cancelled', 'dropped'));

-- At most one attempt of a carrier row, caller and callee may be in doubt: more could not be told apart at the carrier.
create unique index dial_attempt_in_doubt on dial_attempt (account_id, carrier_id, from_number, to_number)
  where status in ('submitting', 'unknown');
-- A call belongs to one attempt.
create unique index dial_attempt_call on dial_attempt (account_id, carrier_id, call_id) where call_id is not null;

create function patchcord_terminal_absorbs() returns trigger language plpgsql as $$
begin
  raise exception 'interaction % has ended and cannot change', old.id using errcode = 'PC001';
end $$;
create trigger terminal_absorbs before update on interaction
  for each row when (old.status <> 'running') execute function patchcord_terminal_absorbs();

create function patchcord_never_changes() returns trigger language plpgsql as $$
begin
  raise exception '% rows never change', tg_table_name using errcode = 'PC002';
end $$;
create trigger append_only before update on interaction_event for each row execute function patchcord_never_changes();
create trigger append_only before update on audit_log for each row execute function patchcord_never_changes();
create trigger published_stays before update on flow_version
  for each row when (old.status <> 'draft' and old.definition is distinct from new.definition)
  execute function patchcord_never_changes();

-- The product's clock: now() plus an offset that only the owner (the tests) can set.
create table patchcord_clock (only_row boolean primary key default true check (only_row), shift interval not null default '0');
insert into patchcord_clock default values;
create function patchcord_now() returns timestamptz language sql stable as
  $$ select now() + (select shift from patchcord_clock) $$;

-- Sign-in reads users before any account is known; nothing else may read them, so these run as the owner.
create function patchcord_sign_in(p_email text)
returns table (user_id uuid, name text, password_hash text, account_id uuid, role text)
language sql stable security definer set search_path = public as $$
  select u.id, u.name, u.password_hash, m.account_id, m.role
  from app_user u join membership m on m.user_id = u.id
  where u.email = lower(p_email) order by m.account_id limit 1
$$;
create function patchcord_open_session(p_id uuid, p_user uuid, p_account uuid, p_expires timestamptz) returns void
language sql security definer set search_path = public as $$
  insert into session (id, user_id, account_id, expires_at)
  select p_id, user_id, account_id, p_expires from membership where user_id = p_user and account_id = p_account
$$;
create function patchcord_session(p_id uuid)
returns table (user_id uuid, email text, name text, account_id uuid, account_name text, role text)
language plpgsql security definer set search_path = public as $$
declare found_account uuid;
begin
  select s.account_id into found_account from session s
    where s.id = p_id and s.revoked_at is null and s.expires_at > now();
  if found_account is null then return; end if;
  perform set_config('patchcord.account', found_account::text, true);
  return query
    select u.id, u.email, u.name, a.id, a.name, m.role
    from session s join app_user u on u.id = s.user_id
    join membership m on m.user_id = s.user_id and m.account_id = s.account_id
    join account a on a.id = s.account_id
    where s.id = p_id;
end $$;
create function patchcord_revoke_session(p_id uuid) returns void
language sql security definer set search_path = public as $$
  update session set revoked_at = now() where id = p_id and revoked_at is null
$$;
