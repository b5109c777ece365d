import { readdirSync } from "node:fs";
import { log } from "../platform/log";
import { processSingleton } from "../platform/process-singleton";
import { type Health, readHealth } from "./data";

/** Reports jobs as late once the oldest due one has waited this long. */
const LATE_AFTER_SECONDS = 60;
const MIGRATIONS_FOLDER = "prisma/migrations";

/** `GET /api/health/live`: 200 as long as the process answers. */
export async function handleLive(): Promise<Response> {
  return answer(200, { status: "live" });
}

/**
 * `GET /api/health/ready`: 503 while the database does not answer or lacks a migration that this version needs. Late jobs are
 * reported but do not make a web process unready: without it, more callers would get no answer.
 */
export async function handleReady(): Promise<Response> {
  let health: Health;
  try {
    health = await readHealth();
  } catch (error) {
    log.warn({ err: error }, "not ready: the database does not answer");
    return answer(503, { status: "not_ready", database: "away" });
  }
  const { migrations, jobsLagSeconds } = health;
  const missing = migrations && expectedMigrations().filter((name) => !migrations.includes(name));
  return answer(missing?.length ? 503 : 200, {
    status: missing?.length ? "not_ready" : "ready",
    database: "ok",
    migrations: missing?.length ? { missing } : "ok",
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

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
