import { ensureTemplate, startCluster, writeHandover } from "./cluster";

/** Once for a run in which a test needs a database: the cluster and its template. */
export default async function setUp(): Promise<() => Promise<void>> {
  const cluster = await startCluster("postgres", { durable: false });
  await ensureTemplate(cluster);
  writeHandover({ url: cluster.url("{database}", "{user}") });
  return cluster.stop;
}
