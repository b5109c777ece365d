-- One way more to ring a group: the agent first whose last call is the longest ago.
alter table ring_group drop constraint ring_group_strategy_check;
alter table ring_group add constraint ring_group_strategy_check check (strategy in ('in_order', 'all_at_once', 'longest_idle'));
-- A contact who waits on the line for an agent of the group, and how often everybody is still rung; null: it waits to be called back.
alter table callback add column rounds_left int;
