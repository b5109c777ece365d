import { parseArgs } from "node:util";
import fc from "fast-check";
import { freshDatabase, startCluster, testDir } from "../support/cluster";
import { setEnvironment } from "../support/environment";
import { replayAll } from "../support/replay-all";
import { chaos } from "./chaos";
import { harness } from "./harness";
import { judge, receiver } from "./receiver";
import { callsByAttempt } from "./witness";

/**
 * `npm run crash -- --runs 1000 --seed 1`: the product under load, killed (SIGKILL) again and again at random moments,
 * with callbacks duplicated, reordered, delayed, early and lost, and creates whose answers are lost or wrong. Prints one
 * line; exits with 1 unless nothing was dialled twice, lost or stuck. With `--webhooks` a back end is told of it all that fails, hangs
 * and answers late, and a second line says what it has heard. `--kills 10` stops killing after so many.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    webhooks: { type: "boolean", default: false },
    kills: { type: "string", default: "Infinity" },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const mostKills = Number(values.kills);
/** Each run has a customer of its own, who does as one of these does: calls between the same two numbers would wait for each other. */
const CUSTOMERS = ["0120", "0120", "0121", "0122", "0123", "0124", "0126", "0127"].map((last) => `+1202555${last}`);
const customer = (run: number) => `+1202555${1000 + run}`;
const AGENTS = ["+12025550130", "+12025550131", "+12025550132", "+12025550133"];
const IN_FLIGHT = 24;
/** The world's seconds that pass in each round, and how long a round takes in real time at least. */
const ROUND_SECONDS = 1;
const ROUND_MS = 100;
/** The world's seconds in a round once all calls are over and only events wait to be tried again. */
const WAITING_SECONDS = 30;
/** The world's seconds after the last accept by which everything must have ended. */
const PATIENCE_SECONDS = 900;
/** The same until every event has been delivered. */
const WEBHOOK_PATIENCE_SECONDS = 12 * 3600;

const cluster = await startCluster("postgres-durable", { durable: true });
const database = await freshDatabase(cluster, "crash");
const { owner } = database;
setEnvironment({ DATABASE_URL: database.appUrl, PUBLIC_URL: "http://127.0.0.1:1", LOG_LEVEL: "silent" });
const names = ["NEXTAUTH_SECRET", "ENCRYPTION_KEY", "BACKGROUND_SECRET", "METRICS_TOKEN"];
const made = await harness(
  database,
  `${testDir}/programs`,
  Object.fromEntries(names.map((name) => [name, process.env[name] as string])),
);
const random = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { seed, numRuns: runs * 8 + 1000 });
let drawn = 0;
const next = () => random[drawn++ % random.length] as number;
for (const fault of chaos(seed)) await made.sandbox.addFault(fault);

/** What a dead process left must be taken up within so many times what its first start took on this machine. */
const TIMES_AS_LONG = 20;
const began = Date.now();
let product = await made.startProduct();
const startMs = Date.now() - began;
const bearer = await made.token();
const told = values.webhooks ? await receiver(seed) : null;
if (told) await listen(told.url);
const accepted = new Map<number, string>();
const back: number[] = [];
let kills = 0;
let finished = false;
let live = 0;
const callees = await made.sandbox.callees();

await Promise.all([website(), time(), killer()]);
console.error(`${kills} kills`);
await report();

/** Clicks "Report a problem" `runs` times, some at once; an answer that never came is asked for again with the same key. */
async function website(): Promise<void> {
  let number = 0;
  const visitor = async () => {
    for (let run = number++; run < runs; run = number++) {
      while (live >= IN_FLIGHT) await pause(20);
      const callee = callees[pick(CUSTOMERS)];
      if (callee) await made.sandbox.putCallee(customer(run), callee);
      const body = JSON.stringify({ contact_1: customer(run), contact_2: pick(AGENTS) });
      while (!accepted.has(run)) {
        const response = await fetch(`${made.baseUrl}/api/flows/${made.world.flow}/interactions`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${bearer}`,
            "content-type": "application/json",
            "idempotency-key": `run-${run}`,
          },
          body,
        }).catch(() => null);
        if (response?.status === 202)
          accepted.set(run, ((await response.json()) as { interaction_id: string }).interaction_id);
        else await pause(20 + 30 * next());
      }
      await pause(200 * next());
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, visitor));
}

/** Has the back end told of everything that happens. */
async function listen(url: string): Promise<void> {
  const response = await fetch(`${made.baseUrl}/api/webhooks`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "Back end", url }),
  });
  if (!response.ok) throw new Error(`No webhook endpoint: ${await response.text()}`);
}

/** Whether an event still waits to be made or delivered. */
async function isUntold(): Promise<boolean> {
  const { rows } = await owner.query(
    "select exists (select from webhook_outbox) or exists (select from webhook_delivery where status = 'waiting') as untold",
  );
  return rows[0].untold;
}

/** The world's time goes on for everybody, whoever is dead, until all has ended or nothing will. */
async function time(): Promise<void> {
  let since = 0;
  let seconds = ROUND_SECONDS;
  for (;;) {
    await owner.query("update patchcord_clock set shift = shift + make_interval(secs => $1)", [seconds]);
    await owner.query(
      "update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1) where locked_at is null",
      [seconds],
    );
    await made.sandbox.advance(seconds);
    await pause(ROUND_MS);
    const { rows } = await owner.query("select count(*)::int as running from interaction where status = 'running'");
    live = rows[0].running;
    if (accepted.size < runs) continue;
    since += seconds;
    seconds = told && live === 0 ? WAITING_SECONDS : ROUND_SECONDS;
    if (told && live === 0 && since < WEBHOOK_PATIENCE_SECONDS && (await isUntold())) continue;
    if (live === 0 || since > PATIENCE_SECONDS) break;
  }
  finished = true;
}

/** kill -9 at random moments, and at once a new process; measures how long until all it left behind has been taken up. */
async function killer(): Promise<void> {
  while (!finished && kills < mostKills) {
    // Where a start takes long, a life does, too: else the product would be killed before it has done anything.
    await pause((500 + 2500 * next()) * Math.max(1, startMs / 1000));
    if (finished) return;
    await product.kill();
    kills += 1;
    const died = Date.now();
    const owed = await whatIsOwed();
    product = await made.startProduct();
    while (!finished && (await isOwed(owed))) await pause(10);
    back.push(Date.now() - died);
  }
}

async function report(): Promise<void> {
  const calls = callsByAttempt(await made.sandbox.log());
  const { rows } = await owner.query<{
    id: string;
    status: string;
    token: string | null;
    attempt: string | null;
    tries: number;
  }>(
    "select i.id, i.status, d.token, d.status as attempt, d.tries from interaction i left join dial_attempt d on d.interaction_id = i.id",
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const lost = [...accepted.values()].filter((id) => !known.has(id)).length + Math.max(0, rows.length - accepted.size);
  const notDialled = rows.filter((row) => row.token !== null && !calls.has(row.token));
  // In doubt when its process died, or refused by the carrier: it ended, and says why. Anything else was simply forgotten.
  const explained = notDialled.filter(
    (row) => row.status !== "running" && ["given_up", "dropped", "refused"].includes(row.attempt ?? ""),
  );
  const neverDialled = lost + notDialled.length - explained.length;
  const twice = [...calls.values()].filter(({ created, rang }) => created > 1 || rang > 1).length;
  const stuck = rows.filter((row) => row.status === "running").length;
  const differing = await replayAll(owner);
  back.sort((a, b) => a - b);
  const slowest = back.at(-1) ?? 0;
  const middle = back[Math.floor(back.length / 2)] ?? 0;
  console.log(
    `accepted ${accepted.size}, never dialled ${neverDialled}, dialled twice ${twice}, stuck ${stuck}, back after ms ${middle} (slowest ${slowest}, a start ${startMs}); ` +
      `kills ${kills}, in doubt and given up ${explained.length}, replays that differ ${differing.length}, seed ${seed}`,
  );
  const untold = told ? await reportTold() : 0;
  await made.close();
  await database.drop();
  await cluster.stop();
  process.exit(
    untold + neverDialled + twice + stuck + differing.length === 0 && slowest < TIMES_AS_LONG * startMs ? 0 : 1,
  );
}

/** What the back end has heard; returns how much is missing or out of order. */
async function reportTold(): Promise<number> {
  const { rows } = await owner.query<{ event_id: string; position: string; status: string }>(
    "select event_id, position, status from webhook_delivery",
  );
  const order = new Map(rows.map(({ event_id, position }) => [event_id, BigInt(position)]));
  const { requests, events } = told!.received();
  const { endedOnce, outOfOrder } = judge(events, [...accepted.values()], order);
  const undelivered = rows.filter(({ status }) => status !== "delivered").length;
  console.log(
    `webhooks: accepted ${accepted.size}, ended exactly once ${endedOnce}, events ${events.length}, requests ${requests}, ` +
      `out of order ${outOfOrder}, not delivered ${undelivered}`,
  );
  told!.close();
  return accepted.size - endedOnce + outOfOrder + undelivered;
}

/** What the dead process leaves behind: jobs that could run or that it had taken, and the moment up to which deadlines were due. */
async function whatIsOwed(): Promise<{ jobs: string[]; now: Date }> {
  const { rows } = await owner.query(
    "select patchcord_now() as now, (select coalesce(array_agg(id::text), '{}') from graphile_worker._private_jobs where run_at <= now()) as jobs",
  );
  return rows[0];
}

async function isOwed({ jobs, now }: { jobs: string[]; now: Date }): Promise<boolean> {
  const { rows } = await owner.query(
    `select (select count(*) from graphile_worker._private_jobs where id = any($1::bigint[]))
      + (select count(*) from deadline where due_at <= $2) as owed`,
    [jobs, now],
  );
  return Number(rows[0].owed) > 0;
}

function pick<T>(list: T[]): T {
  return list[Math.floor(next() * list.length) % list.length] as T;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
