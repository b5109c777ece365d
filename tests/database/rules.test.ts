import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LoggedEdit } from "@/engine/edit/session/history";
import type { Status } from "@/engine/run/state";
import { RULES } from "@/prisma/rules";
import type { Purpose } from "@/server/ports/attempt";
import type { AttemptStatus } from "@/server/ports/attempt-status";
import type { CallbackFacts } from "@/server/ports/callback";
import type { StorageName } from "@/server/ports/prompt-storage";
import { AUTH_KINDS } from "@/server/resources/connections/schema";
import { ringGroupSchema } from "@/server/resources/ring-groups/schema";
import type { Auth } from "@/server/resources/salesforce/schema";
import { replacedParts } from "../../scripts/sql-files.mjs";
import { type TestDatabase, testDatabase } from "../support/database";

// What tables check and what the code knows are the same lists, though a table's check stands in a migration.

/** A list of all that a type allows: the compiler refuses one that is not whole. */
const everyOf =
  <All extends string>() =>
  <const List extends readonly All[]>(
    list: List & ([All] extends [List[number]] ? unknown : never),
  ): readonly string[] =>
    list;

const LISTS: [column: string, values: readonly string[]][] = [
  ["interaction.status", everyOf<Status>()(["running", "completed", "failed", "cancelled", "expired"])],
  [
    "dial_attempt.status",
    everyOf<AttemptStatus>()(["intended", "placed", "ended", ...RULES.attempt_in_doubt, ...RULES.attempt_given_up]),
  ],
  ["dial_attempt.purpose", everyOf<Purpose>()(["contact", "callback_agent"])],
  ["callback.status", everyOf<CallbackFacts["status"]>()(["waiting", "accepted", "joined", "over"])],
  ["connection.auth", AUTH_KINDS],
  ["salesforce_connection.auth", everyOf<Auth>()(["jwt_bearer", "client_credentials"])],
  ["prompt.stored_in", everyOf<StorageName>()(["database", "s3"])],
  ["ring_group.strategy", ringGroupSchema.shape.strategy.options],
  ["draft_edit.kind", everyOf<LoggedEdit["kind"]>()(["edit", "undo", "redo"])],
];
/** Checked columns whose values no code but SQL knows. */
const SQL_ONLY = ["port_call.status"];

let database: TestDatabase;
let checks: Map<string, string[]>;
beforeAll(async () => {
  database = await testDatabase();
  const { rows } = await database.owner.query<{ column: string; text: string }>(
    `select conrelid::regclass || '.' || attname as column, pg_get_constraintdef(c.oid) as text
     from pg_constraint c join pg_attribute a on a.attrelid = conrelid and array[a.attnum] = conkey
     where contype = 'c' and connamespace = 'public'::regnamespace and pg_get_constraintdef(c.oid) like '%= ANY (ARRAY[%'`,
  );
  checks = new Map(rows.map(({ column, text }) => [column, quoted(text)]));
});
afterAll(() => database.drop());

const quoted = (text: string) => [...text.matchAll(/'([^']*)'/g)].map(([, value]) => value!).sort();

describe("a list of the code's that a table checks, too", () => {
  it.each(LISTS)("%s", (column, values) => {
    expect(checks.get(column)).toEqual([...values].sort());
  });
  it("is compared here wherever there is one", () => {
    expect([...checks.keys()].sort()).toEqual([...LISTS.map(([column]) => column), ...SQL_ONLY].sort());
  });
});

it("an attempt in doubt is the same to the index that lets there be one of a pair", async () => {
  const { rows } = await database.owner.query("select pg_get_indexdef('dial_attempt_in_doubt'::regclass) as text");
  expect(quoted(rows[0].text)).toEqual([...RULES.attempt_in_doubt].sort());
});

it("a ring group rings for as long as the form lets it", async () => {
  const ring = ringGroupSchema.shape.ringSeconds;
  const isChecked = async (seconds: number) => {
    const { rows } = await database.owner.query(
      "select replace(pg_get_expr(conbin, conrelid), 'ring_seconds', $1::text) as text from pg_constraint where conname = 'ring_group_ring_seconds_check'",
      [seconds],
    );
    return (await database.owner.query(`select ${rows[0].text} as fits`)).rows[0].fits;
  };
  for (const seconds of [4, 5, 60, 61]) expect(await isChecked(seconds)).toBe(ring.safeParse(seconds).success);
});

describe("a rule that functions go by", () => {
  const folder = path.join(process.cwd(), "prisma", "functions");
  const written = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8"));
  const applied = (replacedParts(null).find(({ name }) => name === "functions")?.files ?? []).map(({ sql }) => sql);

  it.each(Object.entries(RULES))("%s is named, and its value stands nowhere else", (name, rule) => {
    const unit = name.split("_").at(-1);
    const value = typeof rule === "object" ? rule.map((each) => `'${each}'`).join(", ") : `'${rule} ${unit}'`;
    const having = (texts: string[], text: string) => texts.filter((sql) => sql.includes(text)).length;
    expect(having(written, `:${name}`)).toBeGreaterThan(0);
    expect(having(written, value)).toBe(0);
    expect([having(applied, value), having(applied, `:${name}`)]).toEqual([having(written, `:${name}`), 0]);
  });
});
