-- A report as somebody has set it, by its address, for themselves or for the whole account.
create table report_view (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  user_name text not null,
  name text not null,
  page text not null,
  query text not null,
  is_shared boolean not null,
  primary key (account_id, id)
);
