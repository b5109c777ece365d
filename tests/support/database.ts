import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { freshDatabase, handover, type TestDatabase } from "./cluster";

export type { TestDatabase };

/** A database of the test file's own, cloned from the migrated template in the run's cluster. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url } = JSON.parse(readFileSync(handover, "utf8")) as { url: string };
  const cluster = {
    url: (database: string, user = "postgres") => url.replace("{database}", database).replace("{user}", user),
  };
  return freshDatabase(cluster, `test_${randomBytes(6).toString("hex")}`);
}
