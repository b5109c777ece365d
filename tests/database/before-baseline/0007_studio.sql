-- The studio's flows: labels and an archive, one draft a flow with a log of its edits, checkpoints, tests of a flow.

alter table flow
  add column labels text[] not null default '{}',
  -- The component that starts it, for the list.
  add column trigger_component text not null default 'api_request',
  add column archived_at timestamptz(3),
  add column deleted_at timestamptz(3),
  add column updated_at timestamptz(3) not null default current_timestamp,
  -- The person's name as it was then.
  add column updated_by text not null default '';
-- The owner reaches rows of all accounts only without FORCE.
alter table flow no force row level security;
update flow set updated_at = created_at;
alter table flow force row level security;

-- A name is taken until its flow is deleted; what is left of a deleted one is only there for its interactions.
drop index flow_account_id_name_key;
create unique index flow_name on flow (account_id, name) where deleted_at is null;

alter table flow_version
  add column note text not null default '',
  add column author_id uuid,
  add column author text not null default '',
  -- Names of the definition by kind, and what of the account they meant when it was published.
  add column bindings jsonb not null default '{}';
create unique index flow_version_published on flow_version (account_id, flow_id) where status = 'published';

drop trigger published_stays on flow_version;
create trigger published_stays before update on flow_version
  for each row when (old.status <> 'draft'
    and (old.definition, old.number, old.flow_id, old.bindings, old.note, old.author)
      is distinct from (new.definition, new.number, new.flow_id, new.bindings, new.note, new.author))
  execute function patchcord_never_changes();

-- What is being edited. `json` keeps the order in which it was written. There is no row before the first edit of a flow
-- that came published; there is one ever after.
create table draft (
  account_id uuid not null,
  flow_id uuid not null,
  -- Grows by one with each edit and is never reset, so that an edit always says on what it was made.
  revision int not null,
  -- The revision that is the published version's; null while there is none.
  clean_revision int,
  document json not null,
  primary key (account_id, flow_id),
  foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade
);

create table draft_edit (
  account_id uuid not null,
  flow_id uuid not null,
  -- The draft's after it.
  revision int not null,
  edit_id uuid not null,
  user_id uuid not null,
  user_name text not null,
  kind text not null check (kind in ('edit', 'undo', 'redo')),
  -- The edit that an undo or a redo is about.
  of_edit uuid,
  label text not null,
  changes json not null,
  at timestamptz(3) not null default current_timestamp,
  primary key (account_id, flow_id, revision),
  unique (account_id, flow_id, edit_id),
  foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade,
  check ((kind = 'edit') = (of_edit is null))
);
create trigger append_only before update on draft_edit for each row execute function patchcord_never_changes();

create table checkpoint (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  name text not null,
  revision int not null,
  document json not null,
  author text not null,
  at timestamptz(3) not null default current_timestamp,
  primary key (account_id, id),
  foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade
);
create index checkpoint_flow on checkpoint (account_id, flow_id, id);
create trigger append_only before update on checkpoint for each row execute function patchcord_never_changes();

create table flow_test (
  account_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  name text not null,
  scenario json not null,
  updated_at timestamptz(3) not null default current_timestamp,
  updated_by text not null,
  primary key (account_id, id),
  foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade
);
create unique index flow_test_name on flow_test (account_id, flow_id, name);

do $$
declare name text;
begin
  foreach name in array array['draft', 'draft_edit', 'checkpoint', 'flow_test'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy account on %I
      using (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)
      with check (account_id = nullif(current_setting('patchcord.account', true), '')::uuid)$p$, name);
  end loop;
end $$;

-- As before (0003_hot_path), and an archived flow is one that starts nothing: as if it were not published. A deleted one
-- is not there.
create or replace function patchcord_read_start(p_account uuid, p_flow uuid, p_key text)
returns table (now timestamptz, flow_found boolean, version_id uuid, version_number int, body_hash text, response jsonb)
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  return query
    select patchcord_now(), f.id is not null, v.id, v.number, r.body_hash, r.response
    from (select 1) one
    left join flow f on f.account_id = p_account and f.id = p_flow and f.deleted_at is null
    left join flow_version v on v.account_id = p_account and v.id = f.published_version_id and f.archived_at is null
    left join start_request r on r.account_id = p_account and r.flow_id = p_flow and r.key = p_key
      and r.created_at > patchcord_now() - interval '24 hours';
end $$;

create or replace function patchcord_start(p_account uuid, p_interaction uuid, p_flow uuid, p_version uuid, p_client text,
  p_key text, p_body_hash text, p_response jsonb, p_burst jsonb)
returns table (result text, body_hash text, response jsonb)
language plpgsql as $$
begin
  perform set_config('patchcord.account', p_account::text, true);
  perform set_config('lock_timeout', '2s', true);
  if p_key is not null then
    insert into start_request as r (account_id, flow_id, key, body_hash, response, created_at)
    values (p_account, p_flow, p_key, p_body_hash, p_response, patchcord_now())
    on conflict (account_id, flow_id, key) do update
      set body_hash = excluded.body_hash, response = excluded.response, created_at = excluded.created_at
      where r.created_at <= patchcord_now() - interval '24 hours';
    if not found then
      return query select 'replayed', r.body_hash, r.response from start_request r
        where r.account_id = p_account and r.flow_id = p_flow and r.key = p_key;
      return;
    end if;
  end if;
  if not exists (select 1 from flow f where f.account_id = p_account and f.id = p_flow and f.published_version_id = p_version
    and f.archived_at is null and f.deleted_at is null) then
    raise exception 'another version was published meanwhile' using errcode = 'PC003';
  end if;
  insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, outcome, call_result, state,
    document, expires_at, started_at, finished_at)
  values (p_account, p_interaction, p_flow, p_version, p_client, (p_burst ->> 'version')::int, p_burst ->> 'status',
    p_burst ->> 'outcome', p_burst ->> 'call_result', p_burst -> 'state', nullif(p_burst -> 'document', 'null'),
    (p_burst ->> 'expires_at')::timestamptz, (p_burst ->> 'at')::timestamptz,
    case when p_burst ->> 'status' <> 'running' then (p_burst ->> 'at')::timestamptz end);
  if not patchcord_write_burst(p_account, p_interaction, p_burst) then
    raise exception 'no call slot in time' using errcode = 'PC004';
  end if;
  return query select 'accepted', null::text, null::jsonb;
end $$;

-- As before (0006_retention), and a deleted flow goes with the last of its interactions.
create or replace function patchcord_sweep(p_account uuid, p_limit int, p_again interval) returns int
language plpgsql as $$
declare v_now timestamptz := patchcord_now(); v_days int; v_deleted int;
begin
  perform set_config('patchcord.account', p_account::text, true);
  select retention_days into v_days from account where id = p_account;
  delete from leg l using (select i.id from interaction i where i.account_id = p_account and i.status <> 'running'
    and i.finished_at < v_now - make_interval(days => v_days) limit p_limit) old
    where l.account_id = p_account and l.interaction_id = old.id;
  with old as (select id from interaction where account_id = p_account and status <> 'running'
    and finished_at < v_now - make_interval(days => v_days) limit p_limit)
  delete from interaction i using old where i.account_id = p_account and i.id = old.id;
  get diagnostics v_deleted = row_count;
  delete from flow f where f.account_id = p_account and f.deleted_at is not null and not exists (
    select 1 from interaction i where i.account_id = p_account and i.flow_id = f.id);
  delete from start_request where account_id = p_account and created_at < v_now - interval '24 hours';
  delete from oauth_assertion where account_id = p_account and expires_at < v_now;
  -- More than fits one sweep: go on at once.
  perform patchcord_set_deadline(p_account, 'account', p_account, v_now + case when v_deleted = p_limit then interval '0' else p_again end);
  return v_deleted;
end $$;

-- The least id that can have been made at a moment: ids are UUIDv7, time-ordered, so an index on them is one on time.
create function patchcord_first_id(p_at timestamptz) returns uuid language sql immutable as $$
  select rpad(lpad(to_hex(floor(extract(epoch from p_at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;
