// The SQL of this checkout: migrations, which are run once each, and what is replaced as a whole whenever its text changes.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { functionFiles, hashOf } from "../prisma/function-files.mjs";

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
  const grants = role ? read("grants.sql").replaceAll(":role", role.replaceAll("'", "''")) : "";
  return [
    part("functions", functionFiles(folder)),
    part("triggers", [{ name: "triggers.sql", sql: read("triggers.sql") }]),
    part("policies", [{ name: "policies.sql", sql: read("policies.sql") }]),
    part("rights", [{ name: "grants.sql", sql: grants }]),
  ];
}

function part(name, files) {
  return { name, files, sha256: hashOf(files) };
}

/** One hash of all of it: databases that were made by the same SQL are alike. */
export function schemaHash() {
  const all = migrationNames().map((name) => migration(name).checksum);
  return sha256([...all, ...replacedParts(":role").map((one) => one.sha256)].join()).slice(0, 12);
}
