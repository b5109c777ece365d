import type pg from "pg";
import type { PriceList } from "./price-list";

/** Puts a price list in the place of the one before, for all accounts. `currency`: such as USD. */
export async function setPrices(client: pg.Client, prices: PriceList, currency: string): Promise<void> {
  await client.query("begin");
  await client.query("delete from call_price");
  await client.query(
    "insert into call_price (prefix, price, currency) select prefix, price, $3 from unnest($1::text[], $2::numeric[]) as l(prefix, price)",
    [prices.map(({ prefix }) => prefix), prices.map(({ price }) => price), currency],
  );
  await client.query("commit");
}
