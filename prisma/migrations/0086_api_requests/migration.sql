-- What a client was answered to a request with an Idempotency-Key, so that its repeat is answered the same. Starts of interactions keep
-- theirs in their own transaction (start_request).
create table api_request (
  account_id uuid not null,
  -- A digest of client, address and Idempotency-Key.
  key text not null,
  client_id text not null,
  -- Tells a repeat from another request with the same key.
  body_hash text not null,
  created_at timestamptz(3) not null,
  -- While it is not answered: until then nobody else does it.
  claimed_until timestamptz(3) not null,
  -- Null until it is answered.
  status integer,
  headers jsonb,
  -- The body, sealed: it may hold a secret that is shown once.
  answer bytea,
  primary key (account_id, key)
);
create index api_request_client on api_request (client_id, created_at);
