// The SQL of this checkout: migrations, which are run once each, and what is replaced as a whole whenever its text changes.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { RULES } from "../prisma/rules.ts";

const folder = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "prisma");
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const read = (...at) => readFileSync(path.join(folder, ...at), "utf8");

/** Names of the migrations, oldest first. */
export function migrationNames() {
  return readdirSync(path.join(folder, "migrations"))
    .filter((name) => /^\d/.test(name))
    .sort();
}

/** A migration's text and its checksum as Prisma writes it down. */
export function migration(name) {
  const sql = read("migrations", name, "migration.sql");
  return { sql, checksum: sha256(sql) };
}

/**
 * Functions, triggers, policies and rights, in the order in which they are applied.
 * @param {string | null} role the app's, as an SQL identifier; null where the app is the owner and has all rights
 * @returns {{name: string, files: {name: string, sql: string}[], sha256: string}[]}
 */
export function replacedParts(role) {
  const functions = readdirSync(path.join(folder, "functions")).sort();
  const grants = role ? read("grants.sql").replaceAll(":role", role.replaceAll("'", "''")) : "";
  return [
    part(
      "functions",
      functions.map((name) => ({ name: `functions/${name}`, sql: withRules(name, read("functions", name)) })),
    ),
    part("triggers", [{ name: "triggers.sql", sql: read("triggers.sql") }]),
    part("policies", [{ name: "policies.sql", sql: read("policies.sql") }]),
    part("rights", [{ name: "grants.sql", sql: grants }]),
  ];
}

/** Puts the rules of prisma/rules.ts in place of their names; `::type` and `:=` are SQL's own. */
function withRules(file, sql) {
  return sql.replaceAll(/(?<![:\w]):([a-z_]+)/g, (_, name) => {
    if (!Object.hasOwn(RULES, name))
      throw new Error(`prisma/functions/${file}: prisma/rules.ts has no rule "${name}".`);
    const rule = RULES[name];
    return Array.isArray(rule) ? rule.map((value) => `'${value}'`).join(", ") : String(rule);
  });
}

function part(name, files) {
  return { name, files, sha256: sha256(files.map((file) => file.sql).join("")) };
}

/** One hash of all of it: databases that were made by the same SQL are alike. */
export function schemaHash() {
  const all = migrationNames().map((name) => migration(name).checksum);
  return sha256([...all, ...replacedParts(":role").map((one) => one.sha256)].join()).slice(0, 12);
}
