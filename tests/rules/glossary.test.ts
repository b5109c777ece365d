import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** docs/glossary.md has a line for each table and for each type that parts of the house exchange. */
const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const EXCHANGED = ["engine/contract/*.ts", "engine/run/state.ts", "server/ports/*.ts"];

const typesIn = (source: string) => [...source.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name);
const tablesIn = (schema: string) => [...schema.matchAll(/^model (\w+)/gm)].map(([, name]) => name);
const namedIn = (glossary: string) => new Set([...glossary.matchAll(/`(\w+)`/g)].map(([, name]) => name));

const named = namedIn(read("docs/glossary.md"));

test("every type of the contract, of the state and of the ports is in the glossary", () => {
  const types = EXCHANGED.flatMap((files) => globSync(files, { cwd: root })).flatMap((file) => typesIn(read(file)));
  expect(types.length).toBeGreaterThan(100);
  expect(types.filter((name) => !named.has(name))).toEqual([]);
});

test("every table is in the glossary", () => {
  const tables = tablesIn(read("prisma/schema.prisma"));
  expect(tables.length).toBeGreaterThan(30);
  expect(tables.filter((name) => !named.has(name))).toEqual([]);
});

test("a type that the glossary lacks is found", () => {
  const types = typesIn("export type Unheard = string;\nexport interface Of { a: 1 }\ntype Own = 1;\n");
  expect(types.filter((name) => !namedIn("| `Of` | a thing |").has(name))).toEqual(["Unheard"]);
});
