import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { freshDatabase, handover, type Postgres, type TestDatabase } from "./cluster";

export type { TestDatabase };

/** The cluster that the run's set-up started. */
export function runCluster(): Postgres {
  const { url } = JSON.parse(readFileSync(handover, "utf8")) as { url: string };
  return { url: (database, user = "postgres") => url.replace("{database}", database).replace("{user}", user) };
}

/** A database of the test file's own, cloned from the migrated template in the run's cluster. */
export function testDatabase(): Promise<TestDatabase> {
  return freshDatabase(runCluster(), `test_${randomBytes(6).toString("hex")}`);
}
