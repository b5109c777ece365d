import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const DATABASE = path.join(import.meta.dirname, "database.ts");
/** An import of a file of the tests' own, but for types, which bring nothing along. */
const IMPORTED = /^(?:import|export)(?! type\b)[^"]*"(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm;

/** Whether a test file asks for a database, by what it and its helpers import: such a file needs the run's cluster. */
export function needsDatabase(file: string, seen = new Set<string>()): boolean {
  if (file === DATABASE) return true;
  if (seen.has(file) || !existsSync(file)) return false;
  seen.add(file);
  return [...readFileSync(file, "utf8").matchAll(IMPORTED)].some(([, statically, lazily]) =>
    needsDatabase(path.resolve(path.dirname(file), `${statically ?? lazily}.ts`), seen),
  );
}
