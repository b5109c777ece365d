-- Until when a dial waits that the account's rules do not allow yet. Null: it waits for none of them.
alter table dial_attempt add column held_until timestamptz(3);
