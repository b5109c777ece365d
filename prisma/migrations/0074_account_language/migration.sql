-- What a new flow of the account speaks, as a BCP 47 tag.
alter table account add column language text not null default 'en-US';
