-- Administration: who may sign in and as what, links that let somebody set a password, and what the admin pages show of
-- carriers and of the audit log.

-- Somebody who was invited and has not come yet has no password.
alter table app_user alter column password_hash drop not null;

-- A link that lets one member set name and password, once. One a member: a new one replaces it. Only the token's digest.
create table sign_in_link (
  account_id uuid not null,
  user_id uuid not null references app_user (id) on delete cascade,
  token_hash bytea not null,
  created_at timestamptz(3) not null default current_timestamp,
  expires_at timestamptz(3) not null,
  primary key (account_id, user_id)
);
create unique index sign_in_link_token on sign_in_link (account_id, token_hash);
alter table sign_in_link enable row level security;
alter table sign_in_link force row level security;
create policy account on sign_in_link
  using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid);

-- The account the transaction is about; the guards of the application set it. No account, no answer.
create function patchcord_current_account() returns uuid language plpgsql stable as $$
declare v uuid := nullif(current_setting('patchcord.account', true), '')::uuid;
begin
  if v is null then raise exception 'no account is set' using errcode = 'PC005'; end if;
  return v;
end $$;

-- Everything below runs as the owner, since nothing else may read users, and tells or touches the current account's
-- members only.
create function patchcord_members()
returns table (user_id uuid, email text, name text, role text, has_password boolean, created_at timestamptz,
  last_sign_in timestamptz, open_sessions int, link_expires_at timestamptz)
language plpgsql stable security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account();
begin
  return query
    select u.id, u.email, u.name, m.role, u.password_hash is not null, u.created_at::timestamptz, s.latest, coalesce(s.open, 0), l.expires_at::timestamptz
    from membership m join app_user u on u.id = m.user_id
    left join lateral (select max(x.created_at)::timestamptz as latest,
        (count(*) filter (where x.revoked_at is null and x.expires_at > now()))::int as open
      from session x where x.user_id = m.user_id and x.account_id = v_account) s on true
    left join sign_in_link l on l.account_id = v_account and l.user_id = m.user_id and l.expires_at > patchcord_now()
    where m.account_id = v_account
    order by lower(u.name), u.email;
end $$;

-- One of them; nothing for anybody else.
create function patchcord_member(p_user uuid) returns table (user_id uuid, email text, name text, role text)
language plpgsql stable security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account();
begin
  return query select u.id, u.email, u.name, m.role from membership m join app_user u on u.id = m.user_id
    where m.account_id = v_account and m.user_id = p_user;
end $$;

-- A new user with a membership here. `taken`: the address is somebody's already, in this account or another.
create function patchcord_invite(p_user uuid, p_email text, p_name text, p_role text) returns text
language plpgsql security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account();
begin
  insert into app_user (id, email, name) values (p_user, lower(p_email), p_name) on conflict (email) do nothing;
  if not found then return 'taken'; end if;
  insert into membership (account_id, user_id, role) values (v_account, p_user, p_role);
  return 'invited';
end $$;

create function patchcord_make_link(p_user uuid, p_token_hash bytea, p_valid interval) returns timestamptz
language plpgsql security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account(); v_expires timestamptz := patchcord_now() + p_valid;
begin
  -- A password is one for all accounts of its user: who belongs to another one is none of this one's to let in.
  if not exists (select 1 from membership where account_id = v_account and user_id = p_user)
    or exists (select 1 from membership where account_id <> v_account and user_id = p_user) then return null; end if;
  insert into sign_in_link (account_id, user_id, token_hash, created_at, expires_at)
    values (v_account, p_user, p_token_hash, patchcord_now(), v_expires)
    on conflict (account_id, user_id) do update
      set token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at;
  return v_expires;
end $$;

-- Whom a link that is still good is for.
create function patchcord_link(p_token_hash bytea)
returns table (user_id uuid, email text, name text, account_name text, has_password boolean)
language plpgsql stable security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account();
begin
  return query
    select u.id, u.email, u.name, a.name, u.password_hash is not null
    from sign_in_link l join membership m on m.account_id = l.account_id and m.user_id = l.user_id
    join app_user u on u.id = l.user_id join account a on a.id = l.account_id
    where l.account_id = v_account and l.token_hash = p_token_hash and l.expires_at > patchcord_now();
end $$;

-- Uses a link up: sets name and password, and ends what the old password had opened. Of two at once, one finds it.
create function patchcord_use_link(p_token_hash bytea, p_name text, p_password_hash text) returns uuid
language plpgsql security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account(); v_user uuid;
begin
  delete from sign_in_link where account_id = v_account and token_hash = p_token_hash and expires_at > patchcord_now()
    returning user_id into v_user;
  if v_user is null then return null; end if;
  update app_user set name = p_name, password_hash = p_password_hash where id = v_user;
  update session set revoked_at = now() where user_id = v_user and revoked_at is null;
  return v_user;
end $$;

-- An admin counts who has been here or can come by password: one who was only invited cannot save the account. Locks the
-- account's admins, so that of two who step down at once the second finds none left.
create function patchcord_other_admin(p_user uuid) returns boolean
language plpgsql as $$
declare v_account uuid := patchcord_current_account();
begin
  perform 1 from membership where account_id = v_account and role = 'admin' order by user_id for update;
  return exists (select 1 from membership m join app_user u on u.id = m.user_id
    where m.account_id = v_account and m.role = 'admin' and m.user_id <> p_user
      and (u.password_hash is not null or exists (select 1 from session s where s.user_id = m.user_id and s.account_id = v_account)));
end $$;

create function patchcord_set_role(p_user uuid, p_role text) returns text
language plpgsql security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account(); v_other boolean := patchcord_other_admin(p_user); v_role text;
begin
  select role into v_role from membership where account_id = v_account and user_id = p_user;
  if v_role is null then return 'unknown'; end if;
  if v_role = 'admin' and p_role <> 'admin' and not v_other then return 'last_admin'; end if;
  update membership set role = p_role where account_id = v_account and user_id = p_user;
  return 'changed';
end $$;

create function patchcord_remove_member(p_user uuid) returns text
language plpgsql security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account(); v_other boolean := patchcord_other_admin(p_user); v_role text;
begin
  select role into v_role from membership where account_id = v_account and user_id = p_user;
  if v_role is null then return 'unknown'; end if;
  if v_role = 'admin' and not v_other then return 'last_admin'; end if;
  update session set revoked_at = now() where user_id = p_user and account_id = v_account and revoked_at is null;
  delete from sign_in_link where account_id = v_account and user_id = p_user;
  delete from membership where account_id = v_account and user_id = p_user;
  -- Without an account a user is nobody, and the address is free to be invited again.
  delete from app_user u where u.id = p_user and not exists (select 1 from membership m where m.user_id = u.id);
  return 'removed';
end $$;

-- Ends all sessions of a member in this account; how many there were, null for somebody who is no member.
create function patchcord_sign_out_member(p_user uuid) returns int
language plpgsql security definer set search_path = public as $$
declare v_account uuid := patchcord_current_account(); v_count int;
begin
  if not exists (select 1 from membership where account_id = v_account and user_id = p_user) then return null; end if;
  update session set revoked_at = now()
    where user_id = p_user and account_id = v_account and revoked_at is null and expires_at > now();
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- `actor` stays the address somebody signed in with; the name is how they were called then.
alter table audit_log add column actor_name text not null default '';

-- When its credentials were last set, and when a test of them last succeeded: a refused dial before that is history.
alter table carrier add column secret_set_at timestamptz(3) not null default current_timestamp;
alter table carrier add column checked_at timestamptz(3);
-- The log's filters: who and what there is in it, and the newest rows of one of them.
create index audit_log_actor on audit_log (account_id, actor, id);
create index audit_log_action on audit_log (account_id, action, id);
