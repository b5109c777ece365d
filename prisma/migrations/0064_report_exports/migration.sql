-- A report that a job writes to a file, part by part, and how far it has got.
create table report_export (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  format text not null,
  time_zone text not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  filters jsonb not null,
  state text not null,
  requested_at timestamptz(3) not null,
  requested_by text not null,
  place jsonb,
  rows int not null default 0,
  parts int not null default 0,
  bytes bigint not null default 0,
  sha256 text,
  finished_at timestamptz(3),
  expires_at timestamptz(3) not null,
  primary key (account_id, id)
);

create table report_export_part (
  account_id uuid not null,
  export_id uuid not null,
  nth int not null,
  first_byte bigint not null,
  content bytea not null,
  primary key (account_id, export_id, nth)
);
