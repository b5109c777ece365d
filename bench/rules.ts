import type pg from "pg";
import { WEEKDAYS } from "@/engine/local-time";
import { type RingRules, ringRules } from "@/engine/ring-rules/rules";

/** Never reached, so that counting is all that a limit costs. */
const MANY = 10_000_000;
const MANY_OF_ONE = 1000;
const all = { hour: MANY, day: MANY, calls: MANY, minutes: MANY, money: 1_000_000 };

/** Rules of an account whose calls are decided by `off`: only what no account may ring; `defaults`: as a new one's; `everything`. */
export const RULES = {
  off: ringRules.parse({
    countries: { allow: "any" },
    per_number: { hour: null, day: null, week: null, pause_minutes: null },
    per_account: { hour: null, day: null },
    count_sandbox: true,
  }),
  defaults: ringRules.parse({ per_account: { hour: null, day: MANY }, count_sandbox: true }),
  everything: ringRules.parse({
    countries: { allow: "listed", places: ["US", "CA", "GB", "PT"] },
    calling_hours: [{ place: "*", days: [...WEEKDAYS], from: "00:00", to: "23:59" }],
    per_number: { hour: MANY_OF_ONE, day: MANY_OF_ONE, week: MANY_OF_ONE, pause_minutes: 10 },
    per_account: all,
    per_flow: all,
    per_client: all,
    count_sandbox: true,
  }),
} satisfies Record<string, RingRules>;

/** Gives all accounts the rules, before the product runs, with a price of every number for the limits of money. */
export async function setRules(owner: pg.Client, which: keyof typeof RULES): Promise<void> {
  await owner.query("update account set ring_rules = $1", [JSON.stringify(RULES[which])]);
  await owner.query(
    "insert into call_price (prefix, price, currency) values ('1', 0.01, 'USD') on conflict do nothing",
  );
}
