import { query } from "../platform/db";

/** `migrations` is null where they were not applied by the migration tool, and nothing can be told of them. */
export type Health = { migrations: string[] | null; jobsLagSeconds: number };

/** Asks the database how it and the job queue are. */
export async function readHealth(): Promise<Health> {
  const [row] = await query<{ migrations: string[] | null; jobs_lag_seconds: number }>(
    "health",
    "select * from patchcord_health()",
    [],
  );
  return { migrations: row!.migrations, jobsLagSeconds: row!.jobs_lag_seconds };
}
