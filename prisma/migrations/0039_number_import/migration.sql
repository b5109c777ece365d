-- A file of numbers for the do-not-call list, which a job reads piece by piece, and what has become of it.
create table number_import (
  account_id uuid not null,
  id uuid not null,
  reason text not null,
  state text not null,
  requested_at timestamptz(3) not null,
  requested_by text not null,
  pieces int not null default 0,
  done int not null default 0,
  added int not null default 0,
  already int not null default 0,
  bad int not null default 0,
  bad_lines jsonb not null default '[]',
  finished_at timestamptz(3),
  primary key (account_id, id)
);

create table number_import_piece (
  account_id uuid not null,
  import_id uuid not null,
  nth int not null,
  lines jsonb not null,
  primary key (account_id, import_id, nth)
);
