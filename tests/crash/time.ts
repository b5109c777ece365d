import type { Harness } from "./harness";

export type Fate = {
  status: string;
  outcome: string | null;
  call_result: string | null;
  /** When, in real time, the interaction was seen to have moved. */
  moved: number[];
};

const STEP_SECONDS = 2;
/** Longer than two watchdogs of a prompt, which end a call whose last callback came while nobody listened. */
const LIMIT_SECONDS = 900;
/** How long the product may do nothing in real time before the world's time goes on. */
const QUIET_MS = 60;

/**
 * Lets the world's time pass, product and carrier together, until the interaction is over or the limit is reached. Real
 * time passes as well: a killed worker's jobs are freed by another's heartbeat.
 */
export async function letTimePass({ database: { owner }, sandbox }: Harness, interaction: string): Promise<Fate> {
  const moved: number[] = [];
  let version = -1;
  for (let passed = 0; ; passed += STEP_SECONDS) {
    await quiet();
    const { rows } = await owner.query("select status, outcome, call_result, version from interaction where id = $1", [
      interaction,
    ]);
    const [row] = rows;
    if (row.version !== version) moved.push(Date.now());
    version = row.version;
    if (row.status !== "running" || passed >= LIMIT_SECONDS) return { ...row, moved };
    await owner.query("update patchcord_clock set shift = shift + make_interval(secs => $1)", [STEP_SECONDS]);
    await owner.query(
      "update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1) where locked_at is null",
      [STEP_SECONDS],
    );
    await sandbox.advance(STEP_SECONDS);
  }

  async function quiet(): Promise<void> {
    for (;;) {
      const { in_flight } = await sandbox.clock();
      const { rows } = await owner.query(
        "select count(*)::int as due from graphile_worker._private_jobs where is_available and run_at <= now()",
      );
      if (in_flight === 0 && rows[0].due === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}
