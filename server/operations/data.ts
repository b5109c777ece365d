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

/** Of the whole installation: calls under way, what nobody has been told yet, and how many seconds webhooks are late. */
export type Gauges = { calls: number; untold: number; webhookLag: number };

export async function readGauges(): Promise<Gauges> {
  const text = 'select calls, untold, webhook_lag_seconds as "webhookLag" from patchcord_gauges()';
  const [row] = await query<Gauges>("gauges", text, []);
  return row!;
}

/** `applied`: the hash of the SQL functions that the database has, null where it has no record; `earlier`: see `patchcord_functions`. */
export type AppliedFunctions = { applied: string | null; earlier: string[] | null };

const UNDEFINED_FUNCTION = "42883";

/** Which SQL functions the database has; null where it has those of a version before this one. */
export async function readAppliedFunctions(): Promise<AppliedFunctions | null> {
  try {
    const [row] = await query<AppliedFunctions>("functions", "select * from patchcord_functions()", []);
    return row!;
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_FUNCTION) return null;
    throw error;
  }
}
