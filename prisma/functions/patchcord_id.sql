-- A text as an id, null where it is none. A job's payload can hold anything, that of a job nobody can run most of all.
create or replace function patchcord_id(p_text text) returns uuid
language sql immutable as $$
  select case when p_text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_text::uuid end;
$$;
