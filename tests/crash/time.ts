import type { Harness } from "./harness";

export type Fate = {
  status: string;
  outcome: string | null;
  call_result: string | null;
  /** When, in real time, the interaction was seen to have moved. */
  moved: number[];
  /** Phones on which there was still a call when it had been over for long enough. */
  calls: number;
};

/** How far the world's time goes on at a time while something is due, or about to be. */
const STEP_SECONDS = 2;
/** And at most, where nothing is due before. */
const MAX_STEP_SECONDS = 60;
/** Longer than two watchdogs of a prompt, which end a call whose last callback came while nobody listened. */
const LIMIT_SECONDS = 900;
/** How long after an interaction's end a call of its may last: the carrier is asked about one whose end nobody has heard. */
const SILENT_SECONDS = 300;
/** How long the product may do nothing in real time before the world's time goes on. */
const QUIET_MS = 60;
/** A look asks the carrier and the database: more often, and looking would keep the product from working. */
const POLL_MS = 20;

/**
 * Lets the world's time pass, product and carrier together, until the interaction and its calls are over or the limit is reached. Real
 * time passes as well: a killed worker's jobs are freed by another's heartbeat.
 */
export async function letTimePass({ database: { owner }, sandbox }: Harness, interaction: string): Promise<Fate> {
  const moved: number[] = [];
  let version = -1;
  let silentFrom: number | null = null;
  for (let passed = 0; ; ) {
    await quiet();
    const { rows } = await owner.query("select status, outcome, call_result, version from interaction where id = $1", [
      interaction,
    ]);
    const [row] = rows;
    if (row.version !== version) moved.push(Date.now());
    version = row.version;
    const isOver = row.status !== "running";
    silentFrom ??= isOver ? passed : null;
    const calls = isOver ? (await sandbox.calls()).length : 0;
    if (isOver ? calls === 0 || passed >= (silentFrom ?? 0) + SILENT_SECONDS : passed >= LIMIT_SECONDS)
      return { ...row, moved, calls };
    const step = await secondsUntilDue();
    passed += step;
    await owner.query("update patchcord_clock set shift = shift + make_interval(secs => $1)", [step]);
    await owner.query(
      "update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1) where locked_at is null",
      [step],
    );
    await sandbox.advance(step);
  }

  /** Until the next deadline, job or timer of the carrier: nothing can happen before. */
  async function secondsUntilDue(): Promise<number> {
    const { rows } = await owner.query<{ seconds: number | null }>(
      `select extract(epoch from least(
        (select min(due_at) - patchcord_now() from deadline),
        (select min(run_at) - now() from graphile_worker._private_jobs where locked_at is null),
        -- Whoever holds it may be dead: it is freed in real time, in which not all of the world's may pass meanwhile.
        (select interval '0' from graphile_worker._private_jobs where locked_at is not null limit 1)))::float as seconds`,
    );
    const { next_timer_in } = await sandbox.clock();
    const seconds = Math.min(rows[0]?.seconds ?? MAX_STEP_SECONDS, next_timer_in ?? MAX_STEP_SECONDS);
    return Math.max(STEP_SECONDS, Math.min(Math.floor(seconds), MAX_STEP_SECONDS));
  }

  async function quiet(): Promise<void> {
    for (;;) {
      const { in_flight } = await sandbox.clock();
      const { rows } = await owner.query(
        "select count(*)::int as due from graphile_worker._private_jobs where is_available and run_at <= now()",
      );
      if (in_flight === 0 && rows[0].due === 0) break;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}
