-- That a person is to be erased, and how far that has got. The number is forgotten when it is done.
create table erasure (
  account_id uuid not null,
  id uuid not null,
  number text,
  off_list boolean not null,
  requested_at timestamptz(3) not null,
  requested_by text not null,
  total int not null,
  looked int not null default 0,
  erased int not null default 0,
  last_id uuid,
  finished_at timestamptz(3),
  primary key (account_id, id)
);
