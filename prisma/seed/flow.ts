import type pg from "pg";
import { v7 } from "uuid";
import reportAProblem from "./report-a-problem.json" with { type: "json" };

/** The company's own number in the demo: +1 202 555 01xx is fictional, never assigned. */
const NUMBER = "+12025550101";
/** The demo's admin, by name. */
const AUTHOR = "Admin";

/** The seed flow (docs/flow-format.md), published. */
export async function seedFlow(client: pg.Client, { account, carrier }: { account: string; carrier: string }) {
  const id = v7();
  const version = v7();
  await client.query("insert into number (account_id, e164, label, carrier_id) values ($1, $2, 'Customer line', $3)", [
    account,
    NUMBER,
    carrier,
  ]);
  await client.query(
    "insert into flow (account_id, id, name, description, published_version_id, updated_by) values ($1, $2, $3, $4, $5, $6)",
    [account, id, reportAProblem.name, reportAProblem.description, version, AUTHOR],
  );
  await client.query(
    "insert into flow_version (account_id, id, flow_id, number, status, definition, published_at, author, bindings) values ($1, $2, $3, 1, 'published', $4, now(), $5, $6)",
    [account, version, id, JSON.stringify(reportAProblem), AUTHOR, JSON.stringify({ number: { [NUMBER]: NUMBER } })],
  );
  return { id, version, number: NUMBER };
}
