-- The least id that can have been made at a moment: ids are UUIDv7, time-ordered, so an index on them is one on time.
create or replace function patchcord_first_id(p_at timestamptz) returns uuid language sql immutable as $$
  select rpad(lpad(to_hex(floor(extract(epoch from p_at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;
