-- Those who wait on the line, in the order in which agents are rung for them: a contact's place is counted in it. By other columns than
-- `status`, so that no plan takes callback_open for it, which begins with the account.
create index callback_line on callback (ring_group_id, priority, queued_at, id)
  where rounds_left is not null and over_at is null and accepted_attempt is null;
