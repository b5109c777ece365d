-- What a client is bound to: flows, addresses (none: all), and a moment from which on it may do nothing.
alter table oauth_client
  add column flows uuid[] not null default '{}',
  add column addresses text[] not null default '{}',
  add column ends_at timestamptz(3);
