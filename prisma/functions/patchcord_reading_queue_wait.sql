-- Seconds that a call waits which is asked for now: how far ahead a carrier's call slots are taken.
create or replace function patchcord_reading_queue_wait(p_account uuid, p_threshold double precision, p_window interval)
returns table (subject text, name text, value double precision, usual double precision, calls int)
language sql stable as $$
  select p.carrier_id::text, c.name, extract(epoch from p.next_at - patchcord_now())::double precision, null::double precision, null::int
  from carrier_pace p join carrier c on c.account_id = p_account and c.id = p.carrier_id
  where p.account_id = p_account and p.next_at > patchcord_now()
$$;
