import { readdirSync } from "node:fs";
import { log } from "../platform/log";
import { processSingleton } from "../platform/process-singleton";
import { type Health, readHealth } from "./data";

/** Jobs later than this are told as late. */
const LATE_SECONDS = 60;
const MIGRATIONS_FOLDER = "prisma/migrations";

/** `GET /api/health/live`: the process answers; it needs nothing else. */
export async function handleLive(): Promise<Response> {
  return answer(200, { status: "live" });
}

/**
 * `GET /api/health/ready`: 503 while the database is away or misses a migration this version needs. Late jobs are told
 * and do not make a web instance unready: taking it away would only add callers without an answer.
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
    jobs: { status: jobsLagSeconds > LATE_SECONDS ? "late" : "ok", lag_seconds: Math.round(jobsLagSeconds) },
  });
}

/** The migrations this version came with; none where its host does not carry the folder along. */
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
