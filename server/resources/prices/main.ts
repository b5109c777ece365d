import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { readPriceList, WrongPrices } from "./price-list";
import { setPrices } from "./set-prices";

/**
 * `npm run prices:set -- <file.csv> --currency USD`: what a minute of a call costs, by prefix, which limits of money a day go by. Connects
 * as the database's owner.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { currency: { type: "string" } } });
const [command, file] = positionals;
const currency = values.currency ?? "";
if (command !== "set" || !file || !/^[A-Z]{3}$/.test(currency)) {
  console.error("Usage: npm run prices:set -- <file.csv with lines of prefix,price> --currency USD");
  process.exit(2);
}

const client = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL });
try {
  const prices = readPriceList(await readFile(file, "utf8"));
  await client.connect();
  await setPrices(client, prices, currency);
  console.log(`Calls are counted by ${prices.length} prices in ${currency} from now on.`);
} catch (error) {
  if (!(error instanceof WrongPrices)) throw error;
  console.error(`${error.message}\nThe prices stay as they were.`);
  process.exitCode = 1;
} finally {
  await client.end();
}
