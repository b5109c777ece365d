-- What an address's calendar marks as free took part in the days of the calendars that are there: it stays so for them, and is
-- chosen for new ones. A default rather than an update, which row-level security would hide the rows from.
alter table calendar add column feed_free boolean not null default true;
alter table calendar alter column feed_free set default false;

-- What the last reading of the address left out.
alter table calendar add column feed_left_out jsonb not null
  default '{"timed": 0, "free": 0, "unread": 0, "leftOut": []}';
