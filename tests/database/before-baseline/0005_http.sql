-- What the HTTP borders ask of the database: clients and their keys, one interaction as the API shows it, health.

-- A client as the token endpoint and the bearer check need it. `touch_due`: its last use was written over a minute ago.
create function patchcord_client(p_account uuid, p_id text)
returns table (secret_hash bytea, public_jwk jsonb, scopes text[], revoked boolean, touch_due boolean)
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query
    select c.secret_hash, c.public_jwk, c.scopes, c.revoked_at is not null,
      c.last_used_at is null or c.last_used_at < patchcord_now() - interval '1 minute'
    from oauth_client c where c.account_id = p_account and c.id = p_id;
end $$;

create function patchcord_touch_client(p_account uuid, p_id text) returns void
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  update oauth_client set last_used_at = patchcord_now()
    where account_id = p_account and id = p_id and (last_used_at is null or last_used_at < patchcord_now() - interval '1 minute');
end $$;

-- Uses up an assertion's jti (RFC 7523, 3, 7): false where it was used before. An expired one is refused by its exp, so
-- that its row may go.
create function patchcord_use_assertion(p_account uuid, p_client text, p_jti text, p_expires timestamptz) returns boolean
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  delete from oauth_assertion where account_id = p_account and client_id = p_client
    and expires_at < patchcord_now() - interval '5 minutes';
  insert into oauth_assertion (account_id, client_id, jti, expires_at) values (p_account, p_client, p_jti, p_expires)
  on conflict do nothing;
  return found;
end $$;

-- Makes the given key the one that signs, unless one younger than p_max_age does already; says whether it did. One caller
-- at a time: of two processes that start at once, the second finds the first one's key.
create function patchcord_add_signing_key(p_kid text, p_jwk jsonb, p_secret bytea, p_max_age interval) returns boolean
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('patchcord_add_signing_key'));
  if exists (select 1 from oauth_signing_key where retired_at is null and created_at > patchcord_now() - p_max_age) then
    return false;
  end if;
  update oauth_signing_key set retired_at = patchcord_now() where retired_at is null;
  insert into oauth_signing_key (kid, public_jwk, secret, created_at) values (p_kid, p_jwk, p_secret, patchcord_now());
  return true;
end $$;

-- One interaction as the Flows API answers it; null where the account's flow has none of that id.
create function patchcord_interaction(p_account uuid, p_flow uuid, p_interaction uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return (select jsonb_build_object('interaction_id', i.id, 'flow_id', i.flow_id, 'flow_version_id', i.flow_version_id,
      'flow_version', v.number, 'status', i.status, 'outcome', i.outcome, 'call_result', i.call_result,
      'started_at', i.started_at, 'finished_at', i.finished_at,
      'has_sensitive', jsonb_path_exists(v.definition, '$.variables.*.sensitive ? (@ == true)'),
      'events', (select coalesce(jsonb_agg(e.events order by e.seq), '[]') from interaction_event e
        where e.account_id = p_account and e.interaction_id = i.id))
    from interaction i join flow_version v on v.account_id = p_account and v.id = i.flow_version_id
    where i.account_id = p_account and i.flow_id = p_flow and i.id = p_interaction);
end $$;

-- For readiness and metrics: names of the applied migrations (null where they were not applied by the migration tool), and
-- how long the oldest due job has waited. As the owner, since neither table is the application's business.
create function patchcord_health(out migrations text[], out jobs_lag_seconds float)
language plpgsql security definer set search_path = public as $$
begin
  if to_regclass('public._prisma_migrations') is not null then
    execute 'select array_agg(migration_name::text) from _prisma_migrations where finished_at is not null and rolled_back_at is null'
      into migrations;
  end if;
  select coalesce(extract(epoch from now() - min(run_at)), 0) into jobs_lag_seconds from graphile_worker._private_jobs
    where run_at <= now() and locked_at is null and attempts < max_attempts;
end $$;
