-- A step that tries again has several attempts: which one of its visit's this is, and until when it may be made.
alter table dial_attempt add column visit_try int, add column try_until timestamptz(3);
