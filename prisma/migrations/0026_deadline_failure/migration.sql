-- How often in a row a deadline could not be handled. Apart from the deadline, which every burst writes and old processes read.
create table deadline_failure (
  account_id uuid not null,
  subject text not null,
  id uuid not null,
  tries int not null,
  failed_at timestamptz(3) not null,
  primary key (account_id, subject, id)
);
