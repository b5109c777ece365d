const MAX_LINES = 200_000;
const MAX_PROBLEMS = 20;
const PREFIX = /^\+?(\d{1,15})$/;
const PRICE = /^\d{1,6}(?:\.\d{1,6})?$/;

/** Prices of a minute by what numbers begin with: digits without a plus, empty for every number that no other prefix is of. */
export type PriceList = { prefix: string; price: string }[];

/** A file that is no price list; the message names its lines. */
export class WrongPrices extends Error {}

/**
 * Reads a CSV of two columns, `prefix,price`: `+49,0.0133`, or `*` for all other numbers. A first line of column names is left out.
 * Throws `WrongPrices` where any line is wrong: half a list would let calls be too cheap.
 */
export function readPriceList(csv: string): PriceList {
  const lines = csv.split(/\r?\n/);
  if (lines.length > MAX_LINES) throw new WrongPrices(`The file has more than ${MAX_LINES} lines.`);
  const prices = new Map<string, string>();
  const problems: string[] = [];
  for (const [at, line] of lines.entries()) {
    const [prefix = "", price = "", ...more] = line
      .split(/[,;\t]/)
      .map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    if ((prefix === "" && price === "") || (at === 0 && prefix.toLowerCase() === "prefix")) continue;
    const digits = prefix === "*" ? "" : PREFIX.exec(prefix)?.[1];
    const problem = problemOf(digits, price, more.length, prices);
    if (problem) problems.push(`Line ${at + 1} ${problem}.`);
    else prices.set(digits ?? "", price);
  }
  if (prices.size === 0 && problems.length === 0) problems.push("The file holds no prices.");
  if (problems.length > 0) throw new WrongPrices(problems.slice(0, MAX_PROBLEMS).join("\n"));
  return [...prices].map(([prefix, price]) => ({ prefix, price }));
}

function problemOf(digits: string | undefined, price: string, more: number, known: ReadonlyMap<string, string>) {
  if (digits === undefined) return "does not begin with a prefix, such as +49";
  if (!PRICE.test(price)) return "has no price of a minute, such as 0.0133";
  if (more > 0) return "has more than a prefix and a price";
  return known.has(digits) ? "names a prefix for the second time" : null;
}
