-- Whether a number may be shown and found where these are the values of sensitive variables: not where it is in one of them, or one of
-- them in it, however it is written. Wider than what a page masks, never narrower. In PL/pgSQL, since most interactions have no such
-- values, and a function in SQL that holds a subquery is started anew for each row.
create or replace function patchcord_may_show(p_number text, p_secrets text[]) returns boolean
language plpgsql immutable as $$
begin
  if p_number is null or cardinality(p_secrets) = 0 then
    return true;
  end if;
  return not exists (
    select from unnest(p_secrets) secret,
      lateral (select ltrim(regexp_replace(case when secret ~ '^[\s+(]*\d'
          then translate(upper(secret), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '22233344455566677778889999') else secret end, '\D', '', 'g'), '0') as digits,
        regexp_replace(p_number, '\D', '', 'g') as number) d
    where d.digits <> '' and (strpos(d.number, d.digits) > 0 or (d.number <> '' and strpos(d.digits, d.number) > 0)));
end $$;
