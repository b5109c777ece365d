import type pg from "pg";
import { v7 } from "uuid";
import { registry } from "@/components/flow/registry";
import { namedReferences } from "@/engine/definition/named";
import { parseDefinition } from "@/engine/definition/schema";
import serviceDesk from "./service-desk.json" with { type: "json" };

/** Where things that go by a name are kept; a number's name is the number itself. */
const TABLES = {
  prompt: "prompt",
  connection: "connection",
  function: "function",
  calendar: "calendar",
  ring_group: "ring_group",
} as const;
type Bound = keyof typeof TABLES;

/** A long flow that uses every component there is, published; what it names is seeded before it. */
export async function seedServiceDesk(client: pg.Client, account: string): Promise<string> {
  const id = v7();
  const version = v7();
  const { name, description } = serviceDesk;
  await client.query(
    "insert into flow (account_id, id, name, description, labels, published_version_id, updated_by) values ($1, $2, $3, $4, '{example}', $5, 'Admin')",
    [account, id, name, description, version],
  );
  await client.query(
    "insert into flow_version (account_id, id, flow_id, number, status, definition, published_at, author, bindings) values ($1, $2, $3, 1, 'published', $4, now(), 'Admin', $5)",
    [account, version, id, JSON.stringify(serviceDesk), JSON.stringify(await bindings(client, account))],
  );
  return id;
}

async function bindings(client: pg.Client, account: string) {
  const parsed = parseDefinition(registry, structuredClone(serviceDesk));
  if (!parsed.ok) throw new Error(`The example flow cannot be read: ${JSON.stringify(parsed.errors)}`);
  const bound: Record<string, Record<string, string>> = {};
  for (const { kind, name } of namedReferences(registry, parsed.definition)) {
    bound[kind] = { ...bound[kind], [name]: kind in TABLES ? await idOf(client, account, kind as Bound, name) : name };
  }
  return bound;
}

async function idOf(client: pg.Client, account: string, kind: Bound, name: string): Promise<string> {
  const text = `select id from "${TABLES[kind]}" where account_id = $1 and name = $2`;
  const { rows } = await client.query<{ id: string }>(text, [account, name]);
  if (!rows[0]) throw new Error(`The example flow names the ${kind} ${name}, which is not there.`);
  return rows[0].id;
}
