import path from "node:path";
import { bundle } from "../../scripts/bundle.mjs";
import { ensureTemplate, startCluster, testDir, writeHandover } from "./cluster";

/** Once for a whole run: starts the database cluster, makes its template database, bundles the function sandbox. */
export default async function setUp(): Promise<() => Promise<void>> {
  const cluster = await startCluster("postgres", { durable: false });
  await ensureTemplate(cluster);
  writeHandover({ url: cluster.url("{database}", "{user}") });
  await bundle({ "function-sandbox": "server/resources/functions/sandbox/main.ts" }, path.join(testDir, "programs"));
  return cluster.stop;
}
