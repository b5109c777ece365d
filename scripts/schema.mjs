// Writes prisma/schema.sql anew: the dump of a database that was made by this checkout's SQL. With --release, what the next
// version's functions are held to, too: done when a version is released.
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { root } from "./bootstrap.mjs";
import { migrate } from "./migrate.mjs";
import { startPostgres } from "./postgres.mjs";
import { dumpSchema, functionSignatures } from "./schema-dump.mjs";

const dir = path.join(root, ".patchcord", "schema");
rmSync(dir, { recursive: true, force: true });
const cluster = await startPostgres({ dir, durable: false });
const owner = new pg.Client({ connectionString: cluster.url("postgres") });
try {
  await owner.connect();
  await owner.query("create role patchcord_app login nosuperuser nobypassrls");
  await migrate(cluster.url("postgres"), cluster.url("postgres", "patchcord_app"));
  writeFileSync(path.join(root, "prisma", "schema.sql"), await dumpSchema(owner));
  if (process.argv.includes("--release"))
    writeFileSync(
      path.join(root, "prisma", "released-functions.txt"),
      `${(await functionSignatures(owner)).join("\n")}\n`,
    );
} finally {
  await owner.end();
  await cluster.stop();
  rmSync(dir, { recursive: true, force: true });
}
