-- Who has a flow's draft open, and where they are in it. Unlogged: what is lost in a crash is said again within seconds.
create unlogged table presence (
  account_id uuid not null,
  flow_id uuid not null,
  user_id uuid not null,
  user_name text not null,
  -- The step they have selected; null for none. A step may be gone meanwhile.
  step text,
  seen_at timestamptz(3) not null,
  primary key (account_id, flow_id, user_id),
  foreign key (account_id, flow_id) references flow (account_id, id) on delete cascade
);
