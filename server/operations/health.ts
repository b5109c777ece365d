import { existsSync, readdirSync } from "node:fs";
import { functionFiles, hashOf } from "@/prisma/function-files.mjs";
import { log } from "../platform/log";
import { processSingleton } from "../platform/process-singleton";
import { type AppliedFunctions, type Health, readAppliedFunctions, readHealth } from "./data";

/** Reports jobs as late once the oldest due one has waited this long. */
const LATE_AFTER_SECONDS = 60;
const PRISMA_FOLDER = "prisma";
const MIGRATIONS_FOLDER = `${PRISMA_FOLDER}/migrations`;

/** `GET /api/health/live`: 200 as long as the process answers. */
export async function handleLive(): Promise<Response> {
  return answer(200, { status: "live" });
}

/**
 * `GET /api/health/ready`: 503 while the database does not answer, or lacks a migration or the SQL functions of this version. Late
 * jobs are reported but do not make a web process unready: without it, more callers would get no answer.
 */
export async function handleReady(): Promise<Response> {
  let health: Health;
  let functions: AppliedFunctions | null;
  try {
    [health, functions] = await Promise.all([readHealth(), readAppliedFunctions()]);
  } catch (error) {
    log.warn({ err: error }, "not ready: the database does not answer");
    return answer(503, { status: "not_ready", database: "away" });
  }
  const { migrations, jobsLagSeconds } = health;
  const missing = migrations && expectedMigrations().filter((name) => !migrations.includes(name));
  const serve = servesVersion(functions, expectedFunctions());
  const ready = !missing?.length && serve;
  return answer(ready ? 200 : 503, {
    status: ready ? "ready" : "not_ready",
    database: "ok",
    migrations: missing?.length ? { missing } : "ok",
    functions: serve ? "ok" : "of another version",
    jobs: { status: jobsLagSeconds > LATE_AFTER_SECONDS ? "late" : "ok", lag_seconds: Math.round(jobsLagSeconds) },
  });
}

/** Names of the migrations in this version's folder; none on a host that was deployed without the folder. */
function expectedMigrations(): string[] {
  return processSingleton("expected-migrations", () => {
    try {
      const entries = readdirSync(MIGRATIONS_FOLDER, { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    } catch {
      return [];
    }
  });
}

/**
 * Whether the database's functions do for a version with the hash `expected`: they are its own, or those of a later version, which
 * keep the arguments and answers of earlier ones (docs/decisions/0023-sql-has-a-home.md). Nulls are what nobody knows.
 */
function servesVersion(functions: AppliedFunctions | null, expected: string | null): boolean {
  if (expected === null) return true;
  if (functions === null) return false;
  const { applied, earlier } = functions;
  return applied === null || applied === expected || (earlier ?? []).includes(expected);
}

/** Hash of this version's functions, as it was when first asked for; null on a host that was deployed without the folder. */
function expectedFunctions(): string | null {
  return processSingleton("expected-functions", () =>
    existsSync(`${PRISMA_FOLDER}/functions`) ? hashOf(functionFiles(PRISMA_FOLDER)) : null,
  );
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
