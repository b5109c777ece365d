import { query } from "../platform/db";

/** `migrations`: names of those that were applied; null where the database has no record of them, since another tool applied them. */
export type Health = { migrations: string[] | null; jobsLagSeconds: number };

/** Reads the state of the database and of the job queue. */
export async function readHealth(): Promise<Health> {
  const [row] = await query<{ migrations: string[] | null; jobs_lag_seconds: number }>(
    "health",
    "select * from patchcord_health()",
    [],
  );
  return { migrations: row!.migrations, jobsLagSeconds: row!.jobs_lag_seconds };
}
