-- An API client that replaces a draft is no user.
alter table draft_edit alter column user_id drop not null;
