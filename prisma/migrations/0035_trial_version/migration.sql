-- A draft that is rung at the test phones is frozen as a version with the status `trial` and number 0, as often as it is rung
-- with new edits.
drop index flow_version_number;
create unique index flow_version_number on flow_version (flow_id, number) where number > 0;
