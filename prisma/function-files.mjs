import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { RULES } from "./rules.ts";

/** The SQL functions of a checkout, with the rules of prisma/rules.ts in place of their names. `folder`: its prisma/. */
export function functionFiles(folder) {
  const functions = path.join(folder, "functions");
  return readdirSync(functions)
    .sort()
    .map((name) => ({
      name: `functions/${name}`,
      sql: withRules(name, readFileSync(path.join(functions, name), "utf8")),
    }));
}

/** Puts the rules in place of their names; `::type` and `:=` are SQL's own. */
function withRules(file, sql) {
  return sql.replaceAll(/(?<![:\w]):([a-z_]+)/g, (_, name) => {
    if (!Object.hasOwn(RULES, name))
      throw new Error(`prisma/functions/${file}: prisma/rules.ts has no rule "${name}".`);
    const rule = RULES[name];
    return Array.isArray(rule) ? rule.map((value) => `'${value}'`).join(", ") : String(rule);
  });
}

/** One hash of files' texts: what patchcord_applied keeps of what was applied. */
export function hashOf(files) {
  return createHash("sha256")
    .update(files.map(({ sql }) => sql).join(""))
    .digest("hex");
}
