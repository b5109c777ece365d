-- The regular expression that finds an E.164 number in a text, with its plus or without, and not within a longer number.
create or replace function patchcord_number_pattern(p_number text) returns text
language sql immutable as $$ select '(?<![0-9])\+?' || substr(p_number, 2) || '(?![0-9])' $$;
