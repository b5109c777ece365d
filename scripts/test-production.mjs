// The production shape on one machine: Debian's PostgreSQL and Redis, two web processes behind a proxy, two workers,
// roles that own nothing. The same call scripts run against it, then what only several processes can get wrong. Arguments go to
// vitest: `-t "fifty calls"` plays that alone.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { root } from "./bootstrap.mjs";
import { build } from "./build.mjs";
import { debianPostgres, debianRedis } from "./debian-services.mjs";
import { migrate } from "./migrate.mjs";
import { ofVitest, printSum } from "./test-report.mjs";

const testDir = path.join(root, ".patchcord", "test");
const json = path.join(testDir, "production.json");
mkdirSync(testDir, { recursive: true });
rmSync(json, { force: true });

let result = { passed: 0, failed: 1, failures: ["the production shape did not come up"] };
let database;
let redis;
try {
  [database, redis] = [await debianPostgres(path.join(testDir, "debian-postgres")), await debianRedis()];
  const url = (user, name) => `postgresql://${user}@127.0.0.1:${database.port}/${name}`;
  const admin = new pg.Client({ connectionString: url("postgres", "postgres") });
  await admin.connect();
  // As an operator would set it up: an owner who is no superuser, and an app role that owns nothing.
  await admin.query("create role patchcord_owner login nosuperuser nobypassrls");
  await admin.query("create role patchcord_app login nosuperuser nobypassrls");
  await admin.query("create database patchcord owner patchcord_owner");
  const { rows } = await admin.query("select version()");
  console.log(rows[0].version);
  await admin.end();
  const [ownerUrl, appUrl] = [url("patchcord_owner", "patchcord"), url("patchcord_app", "patchcord")];
  await migrate(ownerUrl, appUrl);
  await build({ dist: ".patchcord/test/dist", nextDir: ".next-test" });
  const env = {
    ...process.env,
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    NEXT_DIST_DIR: ".next-test",
    PRODUCTION_OWNER_URL: ownerUrl,
    PRODUCTION_SUPER_URL: url("postgres", "patchcord"),
    PRODUCTION_APP_URL: appUrl,
    PRODUCTION_REDIS_URL: redis.url,
    PRODUCTION_DIST: path.join(testDir, "dist"),
  };
  const vitest = [
    path.join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--config",
    "vitest.production.config.ts",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${json}`,
    ...process.argv.slice(2),
  ];
  const { status } = spawnSync(process.execPath, vitest, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env });
  result = ofVitest(JSON.parse(readFileSync(json, "utf8")));
  if (status !== 0 && result.failed === 0) {
    result.failed = 1;
    result.failures = ["no test failed, the run did"];
  }
} catch (error) {
  console.error(error);
} finally {
  await redis?.stop();
  await database?.stop();
}
printSum(result);
process.exit(result.failed === 0 ? 0 : 1);
