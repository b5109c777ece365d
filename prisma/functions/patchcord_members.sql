-- The account's members, with their sessions and links. As the owner, since nothing else may read users.
create or replace function patchcord_members()
returns table (user_id uuid, email text, name text, role text, has_password boolean, created_at timestamptz,
  last_sign_in timestamptz, open_sessions int, link_expires_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
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
