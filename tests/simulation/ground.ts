import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };
import { AGENTS } from "./plan/draw";
import { FLOWS } from "./plan/flows";
import type { Ground } from "./run-plan";
import { Actor, actAs } from "./world/actor";
import { type Base, connections, makeBase } from "./world/base";
import {
  type Database,
  loadDatabase,
  makeDatabase,
  plantFunctions,
  type SqlChange,
  schemaName,
} from "./world/database";
import { DatabaseWire } from "./world/database-wire";
import { Faults } from "./world/faults";
import { Random } from "./world/random";
import { Scheduler, settled } from "./world/scheduler";

/** Before any world: the database, and the account that all of them are about. `changes`: planted bugs. */
export async function makeGround(changes: readonly SqlChange[] = []): Promise<Ground> {
  const { maker, shared } = beginning();
  const kept = await keptAt();
  // Made once for a schema and its flows, and kept: that takes several times as long as to load it. In a program of its own, so
  // that a world finds nothing in memory but what worlds have put there, and is the same one in each run.
  if (!existsSync(`${kept}.tar`))
    execFileSync(process.execPath, [...process.execArgv, process.argv[1] ?? "", "--make"], { stdio: "inherit" });
  const { database, base } = await load(kept, maker);
  await plantFunctions(database, changes);
  return { database, base, shared };
}

/** Makes it, and keeps it for `makeGround`. */
export async function keepGround(): Promise<void> {
  const { scheduler, maker, shared } = beginning();
  await make(await keptAt(), scheduler, maker, shared);
}

function beginning() {
  const scheduler = new Scheduler(Date.UTC(2026, 0, 5, 11), new Random(0, "order"));
  const maker = new Actor("maker", scheduler, new Random(0, "maker"));
  let wire: () => DatabaseWire = () => {
    throw new Error("There is no world yet.");
  };
  const held = connections(() => wire());
  const shared: Ground["shared"] = (ofWorld) => {
    wire = ofWorld;
    return held;
  };
  return { scheduler, maker, shared };
}

const keptAt = async () => path.join(process.cwd(), ".patchcord/test/simulation", `ground-${await nameOfAll()}`);

async function nameOfAll(): Promise<string> {
  const flows = createHash("sha256").update(JSON.stringify([FLOWS, AGENTS, reportAProblem]));
  return `${await schemaName()}-${flows.digest("hex").slice(0, 8)}`;
}

async function load(kept: string, maker: Actor): Promise<{ database: Database; base: Base }> {
  const { flows, ...base } = JSON.parse(readFileSync(`${kept}.json`, "utf8"));
  const database = await loadDatabase(maker, readFileSync(`${kept}.tar`));
  return { database, base: { ...base, flows: new Map(flows) } };
}

async function make(kept: string, scheduler: Scheduler, maker: Actor, shared: Ground["shared"]): Promise<void> {
  const database = await makeDatabase(maker);
  const nobody = new Faults([], { kill: () => undefined, pause: () => undefined }, () => undefined);
  const wire = new DatabaseWire(scheduler, database, new Random(0, "wire"), nobody);
  for (const [name, value] of Object.entries(shared(() => wire))) maker.singletons.set(name, value);
  const result: { base: Base | null; failed: unknown } = { base: null, failed: null };
  actAs(maker, () => makeBase(database, FLOWS, AGENTS)).then(
    (base) => {
      result.base = base;
    },
    (error: unknown) => {
      result.failed = error;
    },
  );
  while (!result.base && !result.failed) {
    // Time moves with events alone: how long the machine takes to hash the admin's password is not the world's.
    if (Number.isFinite(scheduler.next)) await scheduler.run(scheduler.next);
    await settled();
  }
  if (!result.base) throw result.failed;
  const { base } = result;
  mkdirSync(path.dirname(kept), { recursive: true });
  keep(`${kept}.json`, JSON.stringify({ ...base, flows: [...base.flows] }));
  keep(`${kept}.tar`, await database.dump());
}

/** Two programs may make it at once: the last one's is as good as the first one's. */
function keep(file: string, content: string | Buffer): void {
  writeFileSync(`${file}.${process.pid}`, content);
  renameSync(`${file}.${process.pid}`, file);
}
