-- Projects what has changed in the accounts' logs since it was looked at: at most about p_limit interactions of each. The mark moves, and the facts are
-- written, in one transaction. `nameless`: versions whose steps have no names yet; their interactions wait until somebody has written
-- them down. `p_deep`: looks also behind the mark, where an interaction can have been committed late, by a process whose clock is slow.
-- `is_behind`: there is more to do at once.
create or replace function patchcord_project_next(p_accounts uuid[], p_limit int, p_deep boolean)
returns table (account_id uuid, projected int, nameless uuid[], is_behind boolean)
language plpgsql as $$
#variable_conflict use_column
declare v_account uuid; v_set text; v_mark uuid; v_from uuid; v_looked uuid[]; v_new uuid[]; v_changed uuid[]; v_nameless uuid[];
  -- Ids that one look passes over.
  v_look int := greatest(5000, p_limit);
  -- Ids are made a little before their commits.
  v_late uuid := patchcord_first_id(now() - interval ':fact_late_seconds seconds');
  v_first uuid := '00000000-0000-0000-0000-000000000000';
begin
  foreach v_account in array p_accounts loop
    v_set := set_config('patchcord.account', v_account::text, true);
    insert into report_mark (account_id) values (v_account) on conflict do nothing;
    select coalesce(m.last_id, v_first) into v_mark from report_mark m where m.account_id = v_account for update skip locked;
    continue when not found;
    v_from := case when p_deep then least(v_mark, patchcord_first_id(now() - interval '1 hour')) else v_mark end;
    v_looked := array(select i.id from interaction i where i.account_id = v_account and i.id > v_from order by i.id limit v_look);
    v_new := array(select l.id from unnest(v_looked) l(id)
      where not exists (select from interaction_fact f where f.account_id = v_account and f.id = l.id) order by l.id limit p_limit);
    v_changed := array(select f.id from interaction_fact f join interaction i on i.account_id = v_account and i.id = f.id
      where f.account_id = v_account and not f.is_settled and (i.version <> f.log_version or (i.status <> 'running'
        and (i.finished_at < patchcord_now() - interval ':fact_settle_seconds seconds' or not exists (select from dial_attempt a
          where a.interaction_id = i.id and a.submitted_at is not null and a.ended_at is null and a.status <> 'unknown'))))
      limit p_limit);
    select array_agg(distinct i.flow_version_id) into v_nameless from interaction i
      where i.account_id = v_account and i.id = any (v_new || v_changed) and not exists (
        select from version_step n where n.account_id = v_account and n.flow_version_id = i.flow_version_id);
    if v_nameless is not null then
      return query select v_account, 0, v_nameless, true;
      continue;
    end if;
    if cardinality(v_new) + cardinality(v_changed) > 0 then
      perform patchcord_project(v_account, v_new || v_changed);
    end if;
    -- All up to the last that was looked at have their facts now, or all up to the last that there was room for.
    v_from := case when cardinality(v_new) = p_limit then v_new[p_limit] else v_looked[cardinality(v_looked)] end;
    update report_mark m set last_id = least(v_from, v_late)
      where m.account_id = v_account and v_from is not null and least(v_from, v_late) > v_mark;
    return query select v_account, cardinality(v_new) + cardinality(v_changed), v_nameless,
      cardinality(v_new) = p_limit or cardinality(v_changed) = p_limit or (cardinality(v_looked) >= v_look and v_from < v_late);
  end loop;
end $$;
