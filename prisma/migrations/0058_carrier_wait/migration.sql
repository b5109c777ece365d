-- Until when a carrier has asked not to be asked for calls of this row; null where it never has.
alter table carrier_pace add column not_before timestamptz(6);
