-- What a burst makes of callbacks, in order. Raises PC006 where a row is not what the burst took it for: all is undone.
create or replace function patchcord_write_callbacks(p_account uuid, p_interaction uuid, p_changes jsonb, p_at timestamptz) returns void
language plpgsql as $$
declare v jsonb; v_id uuid; v_bound text; v_call uuid; v_group uuid;
begin
  for v in select * from jsonb_array_elements(p_changes) loop
    if v ->> 'do' = 'queue' then
      select version.bindings -> 'ring_group' ->> (v ->> 'ring_group') into v_bound from interaction i
        join flow_version version on version.account_id = i.account_id and version.id = i.flow_version_id
        where i.account_id = p_account and i.id = p_interaction;
      insert into callback (account_id, id, interaction_id, visit, ring_group_id, number, from_number, priority, language, status,
        queued_at, give_up_at, next_round_at, rounds_left)
      values (p_account, (v ->> 'id')::uuid, p_interaction, (v ->> 'visit')::int,
        -- A name that was bound to nothing is a group that is not there.
        coalesce(patchcord_id(v_bound), '00000000-0000-0000-0000-000000000000'),
        v ->> 'number', v ->> 'from', (v ->> 'priority')::int, v ->> 'language', 'waiting',
        p_at, p_at + make_interval(secs => (v ->> 'max_wait_seconds')::float), p_at,
        -- Absent, too, in what processes of the version before write.
        case when (v ->> 'live')::boolean then coalesce((v ->> 'rounds')::int, 1) end)
      returning ring_group_id into v_id;
      perform patchcord_set_deadline(p_account, 'ring_group', v_id, p_at);
      -- No agent is rung before the contact has hung up, or for one who waits on the line and has hung up. Nothing else watches that
      -- call, and its end may be lost.
      select id into v_call from dial_attempt where account_id = p_account and interaction_id = p_interaction
        and purpose = 'contact' and answered_at is not null and ended_at is null for update;
      if found then perform patchcord_set_deadline(p_account, 'attempt', v_call, p_at + interval '30 seconds'); end if;
      continue;
    end if;
    v_id := null;
    if v ->> 'do' = 'accept' then
      update callback set status = 'accepted', accepted_attempt = (v ->> 'attempt')::uuid, accepted_at = p_at
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status = 'waiting'
          and exists (select 1 from dial_attempt d where d.account_id = p_account and d.id = (v ->> 'attempt')::uuid and d.ended_at is null)
        returning id into v_id;
      perform patchcord_end_agents(p_account, v_id, (v ->> 'attempt')::uuid);
    elsif v ->> 'do' = 'requeue' then
      update callback c set status = 'waiting', tried = '{}', next_round_at = p_at + make_interval(secs => (v ->> 'pause_seconds')::float),
          rounds = rounds || jsonb_build_object('at', p_at, 'why', v ->> 'why', 'attempt', accepted_attempt, 'accepted_at', accepted_at),
          accepted_attempt = null, accepted_at = null
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status = 'accepted'
        returning id, ring_group_id into v_id, v_group;
      perform patchcord_end_agents(p_account, v_id, null);
      delete from deadline where account_id = p_account and subject = 'callback' and id = v_id;
      if v_id is not null then perform patchcord_set_deadline(p_account, 'ring_group', v_group, p_at); end if;
    elsif v ->> 'do' = 'join' then
      update callback set status = 'joined', joined_at = p_at
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status = 'accepted'
        returning id into v_id;
    else
      update callback set status = 'over', reason = v ->> 'reason', over_at = p_at
        where account_id = p_account and interaction_id = p_interaction and visit = (v ->> 'visit')::int and status <> 'over'
        returning id into v_id;
      perform patchcord_end_agents(p_account, v_id, null);
      delete from deadline where account_id = p_account and subject = 'callback' and id = v_id;
    end if;
    if v_id is null then raise exception 'a callback is not what the burst took it for' using errcode = 'PC006'; end if;
  end loop;
end $$;
