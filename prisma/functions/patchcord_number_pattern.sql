-- The regular expression that finds an E.164 number in a text, and not within a longer number: with a plus, a prefix for calls abroad or
-- none, with the blanks, dots, dashes, brackets and "(0)" between its digits that people write, and with the extension that we write behind it.
create or replace function patchcord_number_pattern(p_number text) returns text
language sql immutable as $$
  select '(?<![0-9])(?:(?:\+|00|011)[-\s().]{0,2})?' || regexp_replace(substr(p_number, 2), '(?<=.)(?=.)', '(?:[-\\s\\u00a0\\u2009-\\u2011\\u202f().\\/]|\\(0\\)){0,4}', 'g') || '(?![0-9])(?:;ext=[0-9]+)?'
$$;
