import type { FaultPlan } from "../plan/plan";
import type { Actor } from "./actor";

export type Trouble = { effect: "away" | "cut_before" | "cut_after" } | { effect: "slow"; ms: number };

/** What a process can be told in the middle of what it does. */
export type Blows = { kill: (process: Actor, backAfter: number) => void; pause: (process: Actor, ms: number) => void };

/** Lets the planned faults strike where their time or place has come, and counts which did, and where. */
export class Faults {
  /** By kind: how many struck. */
  readonly struck = new Map<string, number>();
  /** Where processes were killed: border and label. */
  readonly killedAt = new Set<string>();
  databaseAwayUntil = 0;
  readonly #plans: FaultPlan[];
  readonly #steps: number[] = [];
  readonly #statements: number[] = [];

  constructor(
    plans: readonly FaultPlan[],
    private readonly blows: Blows,
    private readonly slotOf: (process: Actor) => number | undefined,
  ) {
    this.#plans = [...plans];
  }

  /** What has not struck by now does not strike any more. */
  end(): void {
    this.#plans.length = 0;
    this.databaseAwayUntil = 0;
  }

  count(kind: string): void {
    this.struck.set(kind, (this.struck.get(kind) ?? 0) + 1);
  }

  /** A statement is about to leave. */
  onStatement(process: Actor, label: string): Trouble | null {
    if (this.cross(process, `before ${label}`)) return null;
    const slot = this.slotOf(process);
    if (slot === undefined) return null;
    const nth = (this.#statements[slot] ?? 0) + 1;
    this.#statements[slot] = nth;
    if (process.scheduler.now < this.databaseAwayUntil) return { effect: "away" };
    const plan = this.#take((one) => one.do === "statement" && one.slot === slot && one.nth === nth);
    if (plan?.do !== "statement") return null;
    this.count(`statement ${plan.effect}`);
    process.scheduler.note(process.name, `trouble: ${plan.effect} at ${label}`);
    return plan.effect === "slow" ? { effect: "slow", ms: plan.ms } : { effect: plan.effect };
  }

  /** It was done, and its answer has not left. True: nobody is there to get it. */
  onExecuted(process: Actor, label: string): boolean {
    return this.cross(process, `after ${label}`);
  }

  /** A step over a border of the process. True if it is dead now. */
  cross(process: Actor, where: string): boolean {
    const slot = this.slotOf(process);
    if (slot === undefined || !process.alive) return !process.alive;
    const step = (this.#steps[slot] ?? 0) + 1;
    this.#steps[slot] = step;
    const due = (one: FaultPlan) => (one.do === "kill" || one.do === "pause") && one.slot === slot && one.step === step;
    const plan = this.#take(due);
    if (plan?.do === "kill") {
      this.count("kill");
      this.killedAt.add(where);
      process.scheduler.note(process.name, `killed ${where}`);
      this.blows.kill(process, plan.backAfter);
      return true;
    }
    if (plan?.do === "pause") {
      this.count("pause");
      process.scheduler.note(process.name, `paused ${where} for ${plan.ms} ms`);
      this.blows.pause(process, plan.ms);
    }
    return false;
  }

  #take(is: (plan: FaultPlan) => boolean): FaultPlan | undefined {
    const at = this.#plans.findIndex(is);
    return at === -1 ? undefined : this.#plans.splice(at, 1)[0];
  }
}
