-- What a minute to an E.164 number costs by the operator's price list: that of its longest prefix. No row: the list has none for it.
create or replace function patchcord_price(p_to text) returns table (price numeric, currency text)
language sql stable as $$
  select c.price, c.currency from call_price c
  where c.prefix = any (array(select left(substr(p_to, 2), n) from generate_series(0, length(p_to) - 1) n))
  order by length(c.prefix) desc limit 1
$$;
