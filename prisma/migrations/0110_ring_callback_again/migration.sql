-- A callback that is over can be rung again, once: when that was, who wanted it, and the interaction that does so.
alter table callback add column again_at timestamptz(3);
alter table callback add column again_by text;
alter table callback add column again_interaction uuid;
