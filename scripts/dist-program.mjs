// Runs dist/<name>.mjs to its end, against the database that DATABASE_URL names or this checkout's own, which is started if
// it is not up.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { dataDir, root } from "./bootstrap.mjs";
import { build } from "./build.mjs";
import { startPostgres } from "./postgres.mjs";
import { keptSecrets, ownPlaces } from "./settings.mjs";

const [name, ...args] = process.argv.slice(2);
await build({ next: false });
const env = { ...keptSecrets(dataDir), LOG_LEVEL: "info", ...process.env };
let database;
if (!env.DATABASE_URL) {
  database = await startPostgres({ dir: path.join(dataDir, "postgres"), maxConnections: 200 });
  env.DATABASE_OWNER_URL = database.url("patchcord");
  env.DATABASE_URL = database.url("patchcord", "patchcord_app");
  const port = Number(env.PORT ?? 3000);
  env.OUTBOUND_ALLOW ??= ownPlaces(port, Number(env.SANDBOX_PORT ?? port + 1)).join(",");
}
const program = path.join(root, "dist", `${name}.mjs`);
const { status } = spawnSync(process.execPath, ["--enable-source-maps", program, ...args], {
  cwd: root,
  stdio: "inherit",
  env,
});
await database?.stop();
process.exit(status ?? 1);
