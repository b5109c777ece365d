-- Says that a user has a flow's draft open, and answers who has: the user and up to eleven others who said so a moment ago, as a
-- list of `user`, `name` and `step`; null where the account has no such flow. A user has one row a flow, however many windows: the one
-- that has the focus says where they are (`p_moved`). A row is written again only when it would soon be too old or has moved.
create or replace function patchcord_presence(p_account uuid, p_flow uuid, p_user uuid, p_name text, p_moved boolean, p_step text)
returns jsonb language plpgsql as $$
declare v_set text := set_config('patchcord.account', p_account::text, true); v_now timestamptz := patchcord_now();
begin
  if not exists (select 1 from flow f where f.account_id = p_account and f.id = p_flow and f.deleted_at is null) then
    return null;
  end if;
  insert into presence as p (account_id, flow_id, user_id, user_name, step, seen_at)
  values (p_account, p_flow, p_user, p_name, p_step, v_now)
  on conflict (account_id, flow_id, user_id) do update
    set user_name = excluded.user_name, step = case when p_moved then excluded.step else p.step end, seen_at = v_now
    where p.seen_at < v_now - interval ':presence_seconds seconds' / 3 or p_moved and p.step is distinct from excluded.step;
  return (select jsonb_agg(jsonb_build_object('user', one.user_id, 'name', one.user_name, 'step', one.step) order by one.user_id)
    from (select p.user_id, p.user_name, p.step from presence p
      where p.account_id = p_account and p.flow_id = p_flow and p.seen_at > v_now - interval ':presence_seconds seconds'
      order by p.user_id = p_user desc, p.seen_at desc limit 12) one);
end $$;
