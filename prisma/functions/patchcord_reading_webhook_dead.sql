-- Hours for which nothing has reached a webhook endpoint; one that is off since it failed or answered 410 counts at once.
create or replace function patchcord_reading_webhook_dead(p_account uuid, p_threshold double precision, p_window interval)
returns table (subject text, name text, value double precision, usual double precision, calls int)
language sql stable as $$
  select w.id::text, w.name, greatest(extract(epoch from patchcord_now() - w.failing_since) / 3600,
      case when w.status in ('failing', 'gone') then p_threshold end)::double precision, null::double precision, null::int
  from webhook_endpoint w where w.account_id = p_account and w.status <> 'paused' and w.failing_since is not null
$$;
