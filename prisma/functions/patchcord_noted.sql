-- What has been noted of all accounts, in the order in which it happened; it stays until its events are written
-- (patchcord_write_webhooks). Of all accounts, so it runs as the owner.
create or replace function patchcord_noted(p_limit int) returns table (account_id uuid, id uuid, "position" bigint, at timestamptz,
  interaction_id uuid, what text, about jsonb)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select o.account_id, o.id, (extract(epoch from o.noted_at) * 1000000)::bigint * 1000, o.at, o.interaction_id, o.what, o.about
  from webhook_outbox o order by o.noted_at limit p_limit
$$;
