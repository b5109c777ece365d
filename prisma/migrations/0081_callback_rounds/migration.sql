-- A callback whose contact was not reached waits again: who had accepted it, and why that was in vain.
alter table callback add column rounds jsonb not null default '[]';
