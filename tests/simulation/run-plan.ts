import { calmAfter, TROUBLE_MS } from "./plan/draw";
import type { Plan } from "./plan/plan";
import { readDatabase } from "./witness/read-database";
import type { Violation } from "./witness/testimony";
import { judge } from "./witness/witness";
import { actAs } from "./world/actor";
import type { Base } from "./world/base";
import { startCalls } from "./world/client";
import type { Database } from "./world/database";
import type { DatabaseWire } from "./world/database-wire";
import { worldRuns } from "./world/globals";
import { World } from "./world/world";

/** The bound of S1: a bridged call that nobody ends lasts four hours at the carrier, and an interaction a week. */
const BOUND_MS = 170 * 3_600_000;
/** Events of one world: more mean that something goes round for ever. */
const EVENTS_AT_MOST = 400_000;

export type Outcome = {
  violations: Violation[];
  hash: string;
  interactions: number;
  events: number;
  statements: number;
  virtualMs: number;
  struck: ReadonlyMap<string, number>;
  killedAt: ReadonlySet<string>;
  /** How interactions ended. */
  outcomes: Map<string, number>;
  calls: number;
};

export type Ground = {
  database: Database;
  base: Base;
  shared: (wire: () => DatabaseWire) => Record<string, unknown>;
};

let current: World | null = null;
process.on("unhandledRejection", (error) => {
  if (!current) throw error;
  current.uncaught.push(error);
});

/** Lets one world live, from its plan alone, and has the witness judge it. */
export async function runPlan(
  { database, base, shared }: Ground,
  plan: Plan,
  onEvent: ((at: number, actor: string, label: string) => void) | null = null,
): Promise<Outcome> {
  database.clear();
  database.asOwner("update carrier set calls_per_second = $1", [plan.callsPerSecond]);
  database.statements = 0;
  worldRuns(true);
  const world = new World(plan, base, database, shared);
  current = world;
  const { scheduler } = world;
  if (onEvent) scheduler.onEvent = (at, actor, label) => onEvent(at - scheduler.began, actor, label);
  try {
    const starts = startCalls(world);
    const isSane = () => scheduler.executed < EVENTS_AT_MOST;
    await scheduler.run(scheduler.began + TROUBLE_MS, isSane);
    world.endTroubles();
    await scheduler.run(scheduler.began + BOUND_MS, () => isSane() && !isQuiet(world));
    await keepBooks(world, isSane);
    const underWay = world.living.reduce((sum, product) => sum + product.underWay, 0);
    const found = actAs(world.clients, () => readDatabase(database, base.seeded.account));
    const { creates, webhooks, uncaught, listed } = world;
    const log = world.carrier.log.rows();
    const known = { log, began: scheduler.began, calmAt: calmAfter(plan), callsPerSecond: plan.callsPerSecond };
    const seen = { ...found, ...known, starts, webhooks, creates, uncaught, listed, underWay };
    const violations = actAs(world.clients, () => judge(seen));
    if (!isSane())
      violations.push({ invariant: "S1 every accepted start ends", what: "the world does not come to rest" });
    const outcomes = new Map<string, number>();
    for (const { status, outcome } of found.interactions) {
      const ending = `${status} ${outcome ?? ""}`.trim();
      outcomes.set(ending, (outcomes.get(ending) ?? 0) + 1);
    }
    return {
      ...{ violations, hash: scheduler.traceHash(), interactions: found.interactions.length, outcomes },
      ...{ events: scheduler.executed, statements: database.statements, virtualMs: world.now() },
      ...{
        struck: world.faults.struck,
        killedAt: world.faults.killedAt,
        calls: log.filter((row) => row.event === "create").length,
      },
    };
  } finally {
    current = null;
    worldRuns(false);
  }
}

/** What is over is settled after two minutes; then all that has happened is in the facts and events. */
const SETTLED_MS = 5 * 60_000;

async function keepBooks({ scheduler, products, uncaught }: World, isSane: () => boolean): Promise<void> {
  const [product] = products;
  if (!product) return;
  let isDone = false;
  scheduler.after(SETTLED_MS, product.actor, "the last facts and events", () => {
    product.worker.keepBooks().then(
      () => {
        isDone = true;
      },
      (error: unknown) => uncaught.push(error),
    );
  });
  await scheduler.run(scheduler.now + 2 * SETTLED_MS, () => isSane() && !isDone);
}

/** Nothing will happen any more: every interaction is over, and nothing of them is due. */
function isQuiet({ scheduler, database, carrier, products }: World): boolean {
  if (scheduler.next < scheduler.now + 60_000 || carrier.calls.live().length > 0) return false;
  if (products.some((product) => !product)) return false;
  const [row] = database.asOwner<{ busy: boolean }>(BUSY);
  return row?.busy === false;
}

const BUSY = `select exists (select from interaction where status = 'running')
  or exists (select from deadline where subject in ('interaction', 'attempt', 'port_call', 'callback'))
  or exists (select from graphile_worker._private_jobs) as busy`;
