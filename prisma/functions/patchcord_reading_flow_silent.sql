-- Interactions of each flow that had some in these hours in each of the last four weeks: now, and on an average of the four. One that has
-- begun counts as well as one that has ended.
create or replace function patchcord_reading_flow_silent(p_account uuid, p_threshold double precision, p_window interval)
returns table (subject text, name text, value double precision, usual double precision, calls int)
language sql stable as $$
  with at as (select patchcord_now() as now, a.time_zone from account a where a.id = p_account),
  past as (
    select c.flow_id, weeks, sum(c.ended) as ended
    from at cross join generate_series(1, 4) weeks
    cross join lateral (select ((at.now at time zone at.time_zone) - weeks * interval '7 days') at time zone at.time_zone as ends) w
    join alert_count c on c.account_id = p_account and c.slot > w.ends - p_window and c.slot <= w.ends
    group by c.flow_id, weeks),
  usual as (select p.flow_id, avg(p.ended) as ended from past p where p.ended > 0 group by p.flow_id having count(*) = 4)
  select f.id::text, f.name, (coalesce((select sum(c.ended) from alert_count c where c.account_id = p_account and c.flow_id = f.id
        and c.slot > at.now - p_window), 0)
      + (select count(*) from (select i.started_at from interaction i where i.flow_id = f.id and i.account_id = p_account order by i.id desc limit 1) last
        where last.started_at > at.now - p_window))::double precision, u.ended::double precision, null::int
  from usual u join flow f on f.account_id = p_account and f.id = u.flow_id, at
  where f.deleted_at is null and f.archived_at is null and f.published_version_id is not null
$$;
