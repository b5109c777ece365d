import type pg from "pg";
import type { SandboxControl } from "@/server/sandbox-carrier/control-client";

/** Longest step, so that no deadline of the product's between two of the carrier's timers is jumped over. */
const STEP_SECONDS = 5;
const SETTLE_POLL_MS = 3;

const WORK = `select (select count(*) from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts)
  + (select count(*) from deadline where due_at <= patchcord_now()) as due`;

/** Moves the sandbox, the database's clock and the pending jobs together, and lets each step settle. */
export class Clock {
  /**
   * `handleDue`: runs the worker's due work at once, where a worker runs in this process. Null: there is no worker, and
   * due work stays undone.
   */
  constructor(
    private readonly sandbox: SandboxControl,
    private readonly owner: pg.Client,
    private readonly handleDue: (() => Promise<unknown>) | null,
    /** How much of the product's work is under way that neither shows: not what a stub server keeps pending. */
    private readonly underWay: () => number | Promise<number> = () => 0,
  ) {}

  async advance(seconds: number): Promise<void> {
    for (let left = seconds; left > 0; ) left -= await this.next(left);
    await this.settle();
  }

  /** Goes to the carrier's next timer, at most `limit` seconds away; says how far it went. */
  async next(limit: number): Promise<number> {
    await this.settle();
    const { next_timer_in } = await this.sandbox.clock();
    const step = Math.max(0.01, Math.min(limit, STEP_SECONDS, next_timer_in ?? STEP_SECONDS));
    await this.owner.query("update patchcord_clock set shift = shift + make_interval(secs => $1)", [step]);
    const shift =
      "update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1) where locked_at is null";
    await this.owner.query(shift, [step]);
    await this.sandbox.advance(step);
    await this.handleDue?.();
    await this.settle();
    return step;
  }

  /**
   * Waits until no job or deadline is due, nothing is under way, and the carrier has nothing in flight: twice in a row, since
   * work of another process may go from one of the three to one that was looked at before.
   */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; ) {
      quiet = (await this.isQuiet()) ? quiet + 1 : 0;
      if (quiet === 0) await new Promise((resolve) => setTimeout(resolve, SETTLE_POLL_MS));
    }
  }

  private async isQuiet(): Promise<boolean> {
    const { in_flight } = await this.sandbox.clock();
    return in_flight === 0 && (await this.underWay()) === 0 && (this.handleDue === null || (await this.due()) === 0);
  }

  private async due(): Promise<number> {
    const { rows } = await this.owner.query<{ due: string }>(WORK);
    return Number(rows[0]?.due ?? 0);
  }
}
