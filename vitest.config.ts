import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "vitest/config";

const DATABASE = path.resolve("tests/support/database.ts");
/** An import of a file of the tests' own, but for types, which bring nothing along. */
const IMPORTED = /^(?:import|export)(?! type\b)[^"]*"(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm;

/** Whether a test file asks for a database, by what it and its helpers import: such a file needs the run's cluster. */
function needsDatabase(file: string, seen = new Set<string>()): boolean {
  if (file === DATABASE) return true;
  if (seen.has(file) || !existsSync(file)) return false;
  seen.add(file);
  return [...readFileSync(file, "utf8").matchAll(IMPORTED)].some(([, statically, lazily]) =>
    needsDatabase(path.resolve(path.dirname(file), `${statically ?? lazily}.ts`), seen),
  );
}

const files = globSync("tests/**/*.test.ts");
const onDatabase = files.filter((file) => needsDatabase(path.resolve(file)));
const withoutDatabase = files.filter((file) => !onDatabase.includes(file));

const programs = "tests/support/programs.ts";
const cluster = "tests/support/global-setup.ts";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(".") } },
  test: {
    pool: "forks",
    // Tests talk to a real database and real sockets on two cores.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // A condition is waited for as long as a busy machine may need.
    expect: { poll: { timeout: 45_000, interval: 20 } },
    projects: [
      { extends: true, test: { name: "unit", include: withoutDatabase, globalSetup: [programs] } },
      { extends: true, test: { name: "database", include: onDatabase, globalSetup: [programs, cluster] } },
      // The hot routes have two mounts: what is asked of the front is asked of the framework's, too.
      {
        extends: true,
        test: {
          name: "framework's mount",
          include: onDatabase.filter((file) => /^tests\/(api|oauth)\//.test(file)),
          globalSetup: [programs, cluster],
          env: { API_MOUNT: "framework" },
        },
      },
    ],
  },
});
