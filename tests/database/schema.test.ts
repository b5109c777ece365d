import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../scripts/migrate.mjs";
import { dumpSchema, functionSignatures } from "../../scripts/schema-dump.mjs";
import { type OwnedDatabase, ownedDatabase } from "../support/owned-database";

const folder = path.join(process.cwd(), "prisma");
const read = (...at: string[]) => readFileSync(path.join(folder, ...at), "utf8");
const files = readdirSync(path.join(folder, "functions")).map((file) => ({ file, sql: read("functions", file) }));
const released = read("released-functions.txt").trim().split("\n");
const nameOf = (signature: string) => signature.slice(0, signature.indexOf("("));

let database: OwnedDatabase;
let signatures: string[];
beforeAll(async () => {
  database = await ownedDatabase();
  await migrate(database.ownerUrl, database.appUrl);
  signatures = await functionSignatures(database.owner);
});
afterAll(() => database.drop());

it("prisma/schema.sql says what the database is; `npm run schema` writes it anew", async () => {
  expect(await dumpSchema(database.owner)).toBe(read("schema.sql"));
});

describe("functions", () => {
  it("stand in a file of their name, overloads together, and nowhere twice", () => {
    const defined = files.flatMap(({ file, sql }) =>
      [...sql.matchAll(/^create or replace function (\w+)/gim)].map(([, name]) => `${file}: ${name}`),
    );
    const there = signatures.map((signature) => `${nameOf(signature)}.sql: ${nameOf(signature)}`);
    expect(defined.sort()).toEqual(there.sort());
  });

  it("say what they are for", () => {
    expect(files.filter(({ sql }) => !sql.startsWith("-- ")).map(({ file }) => file)).toEqual([]);
  });

  it("of the version before are all there as they were: its processes run on while a new one is deployed", () => {
    expect(released.filter((signature) => !signatures.includes(signature))).toEqual([]);
  });

  it("are called by somebody, or were by the version before", async () => {
    const { rows } = await database.owner.query<{ text: string }>(
      "select pg_get_triggerdef(oid) as text from pg_trigger where not tgisinternal",
    );
    const callers = [...productCode(), ...rows.map((row) => row.text)].join("\n");
    const isCalled = (name: string) => {
      const call = new RegExp(`\\b${name}\\b`);
      return call.test(callers) || files.some(({ file, sql }) => file !== `${name}.sql` && call.test(sql));
    };
    const idle = (names: string[]) => names.filter((name) => !isCalled(name) && !released.map(nameOf).includes(name));
    expect(idle([...signatures.map(nameOf), "patchcord_nobody"])).toEqual(["patchcord_nobody"]);
  });
});

/** What calls a function in tests alone is no reason to keep it. */
function productCode(): string[] {
  const root = path.join(process.cwd(), "server");
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return names.map((name) => readFileSync(path.join(root, name), "utf8"));
}
