-- Keeps the digest of an Idempotency-Key in its place, whoever writes the row: a process of the version before, too
-- (docs/decisions/0058-keys-are-kept-as-digests.md). A key that was kept as it was sent stays so until its hours are over, so that
-- its repeat meets it in the unique index.
create or replace function patchcord_hash_start_key() returns trigger
language plpgsql as $$
begin
  if not exists (select 1 from start_request r where r.account_id = new.account_id and r.flow_id = new.flow_id
      and r.key = new.key and r.created_at > new.created_at - interval ':idempotency_hours hours') then
    new.key := patchcord_key_digest(new.account_id, new.flow_id, new.key);
  end if;
  return new;
end $$;
