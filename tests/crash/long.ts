import { parseArgs } from "node:util";
import fc from "fast-check";
import { table } from "../../bench/table";
import { freshDatabase, startCluster, testDir } from "../support/cluster";
import { setEnvironment } from "../support/environment";
import { replayAll } from "../support/replay-all";
import { chaos } from "./chaos";
import { harness, type Product } from "./harness";
import { judge, receiver } from "./receiver";
import { GROUPS, MOST_RINGS, triesAndGroup } from "./tries-and-groups";
import { callsByAttempt, joinedWrongly } from "./witness";

/**
 * `npm run crash -- --runs 1000 --seed 1`: the product under load, killed (SIGKILL) again and again at random moments,
 * with callbacks duplicated, reordered, delayed, early and lost, and creates whose answers are lost or wrong. Prints one
 * line; exits with 1 unless nothing was dialled twice, lost or stuck. `--kills 10`: so many kills, spread over all runs.
 *
 * With `--webhooks` a web process and four workers (`--workers`) are killed in turn, and a back end is told of it all that fails, hangs
 * and answers late. A table says what it has heard; exits with 1, too, unless that is each end once and everything in order. A worker
 * has eight requests under way at an endpoint, and one that hangs keeps its place for ten seconds: such a back end takes eleven
 * requests a second from each, so workers are what the run's time depends on.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string" },
    seed: { type: "string", default: "1" },
    webhooks: { type: "boolean", default: false },
    kills: { type: "string" },
    workers: { type: "string", default: "4" },
  },
});
const runs = Number(values.runs ?? (values.webhooks ? 3000 : 1000));
const seed = Number(values.seed);
const mostKills = Number(values.kills ?? (values.webhooks ? 10 : Number.POSITIVE_INFINITY));
const workers = values.webhooks ? Number(values.workers) : 0;
/** The processes that the product is, by what each is started with: one that is all of it, or a web process and workers. */
const PARTS: Record<string, string>[] = values.webhooks
  ? [{ WORKER: "off" }, ...Array.from({ length: workers }, () => ({ CRASH_PART: "worker" }))]
  : [{}];
/** Which of them a kill hits: the web process and a worker in turn. */
const partOf = (kill: number) => (kill % 2 === 0 || workers === 0 ? 0 : 1 + (((kill - 1) / 2) % workers));
/** Each run has a customer of its own, who does as one of these does: calls between the same two numbers would wait for each other. */
const CUSTOMERS = ["0120", "0120", "0121", "0122", "0123", "0124", "0126", "0127"].map((last) => `+1202555${last}`);
const customer = (run: number) => `+1202555${1000 + run}`;
const AGENTS = ["+12025550130", "+12025550131", "+12025550132", "+12025550133"];
const IN_FLIGHT = 24;
/** The world's seconds that pass in each round, and how long a round takes in real time at least. */
const ROUND_SECONDS = 1;
const ROUND_MS = 100;
/** The world's seconds after the last accept by which everything must have ended. */
const PATIENCE_SECONDS = 900;
/** For how long, in real time, events may wait without one being delivered: a request that hangs takes ten seconds. */
const WEBHOOK_PATIENCE_MS = 120_000;
/** A delivery that is due sooner than this, in the world's seconds, may be under way at a worker, which has it for twenty. */
const UNDER_WAY_SECONDS = 25;

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
const product = await Promise.all(PARTS.map((part) => made.startProduct(part)));
const startMs = Date.now() - began;
const bearer = await made.token();
/** Half of the runs are of the seed's flow, the others ring again where nobody answers, and let the contact wait for a ring group. */
const groupFlows: string[] = [];
const [webProcess] = product as [Product, ...Product[]];
for (const group of GROUPS) groupFlows.push(await webProcess.prepare(triesAndGroup(group)));
for (const { callees: people } of GROUPS)
  for (const [number, callee] of Object.entries(people)) await made.sandbox.putCallee(number, callee);
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
      const flow = run % 2 === 0 ? made.world.flow : pick(groupFlows);
      while (!accepted.has(run)) {
        const response = await fetch(`${made.baseUrl}/api/flows/${flow}/interactions`, {
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

/**
 * Lets events be delivered once all calls are over: time passes as it does outside while one may be under way, else straight to the next
 * try. Ends when none waits any more, or nothing has been delivered for too long.
 */
async function untilTold(): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  for (let progress = Date.now(); Date.now() - progress < WEBHOOK_PATIENCE_MS; await pause(ROUND_MS)) {
    const { rows } = await owner.query<{ left: number; seconds: number | null }>(
      `select ((select count(*) from webhook_outbox) + (select count(*) from webhook_delivery where status = 'waiting'))::int as left,
        (select extract(epoch from min(due_at) - patchcord_now())::float from webhook_delivery where status = 'waiting') as seconds`,
    );
    const { left = 0, seconds = null } = rows[0] ?? {};
    if (left === 0) return;
    if (left < least) progress = Date.now();
    least = Math.min(least, left);
    if (seconds !== null && seconds > UNDER_WAY_SECONDS)
      await owner.query("update patchcord_clock set shift = shift + make_interval(secs => $1)", [seconds]);
  }
}

/** The world's time goes on for everybody, whoever is dead, until all has ended or nothing will. */
async function time(): Promise<void> {
  for (let since = 0; ; ) {
    await owner.query("update patchcord_clock set shift = shift + make_interval(secs => $1)", [ROUND_SECONDS]);
    await owner.query(
      "update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1) where locked_at is null",
      [ROUND_SECONDS],
    );
    await made.sandbox.advance(ROUND_SECONDS);
    await pause(ROUND_MS);
    const { rows } = await owner.query("select count(*)::int as running from interaction where status = 'running'");
    live = rows[0].running;
    if (accepted.size < runs) continue;
    since += ROUND_SECONDS;
    if (live === 0 || since > PATIENCE_SECONDS) break;
  }
  if (told) await untilTold();
  finished = true;
}

/** kill -9 at random moments, and at once a new process; measures how long until all it left behind has been taken up. */
async function killer(): Promise<void> {
  while (!finished && kills < mostKills) {
    await untilNextKill();
    if (finished) return;
    const part = partOf(kills);
    await product[part]?.kill();
    kills += 1;
    const died = Date.now();
    const owed = await whatIsOwed();
    product[part] = await made.startProduct(PARTS[part]);
    while (!finished && (await isOwed(owed))) await pause(10);
    back.push(Date.now() - died);
  }
}

/** A random moment; of kills that are counted, one within this kill's share of the runs. */
async function untilNextKill(): Promise<void> {
  const after = Number.isFinite(mostKills) ? ((kills + next()) / mostKills) * runs : 0;
  while (!finished && accepted.size < after) await pause(20);
  // Where a start takes long, a life does, too: else the product would be killed before it has done anything.
  await pause((500 + 2500 * next()) * Math.max(1, startMs / 1000));
}

async function report(): Promise<void> {
  const log = await made.sandbox.log();
  const calls = callsByAttempt(log);
  const { rows } = await owner.query<{
    id: string;
    status: string;
    token: string | null;
    attempt: string | null;
    flow: string;
    to: string;
    purpose: string;
    rounds: number;
  }>(
    `select i.id, i.status, i.flow_id as flow, d.token, d.status as attempt, d.to_number as to, d.purpose,
       coalesce(jsonb_array_length(c.rounds), 0) as rounds
     from interaction i left join dial_attempt d on d.interaction_id = i.id left join callback c on c.id = d.callback_id`,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const lost = [...accepted.values()].filter((id) => !known.has(id)).length + Math.max(0, known.size - accepted.size);
  const notDialled = rows.filter((row) => row.token !== null && !calls.has(row.token));
  // In doubt when its process died, refused by the carrier, or an agent's whom another one was faster than: it ended, and says why. Anything else was simply forgotten.
  const explained = notDialled.filter(
    (row) => row.status !== "running" && ["given_up", "dropped", "refused", "cancelled"].includes(row.attempt ?? ""),
  );
  const neverDialled = lost + notDialled.length - explained.length;
  const twice = [...calls.values()].filter(({ created, rang }) => created > 1 || rang > 1).length;
  const tooOften = rungTooOften(rows, calls);
  const agents = new Set(rows.flatMap(({ purpose, token }) => (purpose === "callback_agent" && token ? [token] : [])));
  const twoAgents = joinedWrongly(log, agents);
  const stuck = rows.filter((row) => row.status === "running").length;
  const differing = await replayAll(owner);
  back.sort((a, b) => a - b);
  const slowest = back.at(-1) ?? 0;
  const middle = back[Math.floor(back.length / 2)] ?? 0;
  console.log(
    `accepted ${accepted.size}, never dialled ${neverDialled}, dialled twice ${twice}, rung more than allowed ${tooOften}, two agents ${twoAgents}, stuck ${stuck}, back after ms ${middle} (slowest ${slowest}, a start ${startMs}); ` +
      `kills ${kills}, in doubt and given up ${explained.length}, replays that differ ${differing.length}, seed ${seed}`,
  );
  const untold = told ? await reportTold() : 0;
  await made.close();
  await database.drop();
  await cluster.stop();
  process.exit(
    untold + neverDialled + twice + tooOften + twoAgents + stuck + differing.length === 0 &&
      slowest < TIMES_AS_LONG * startMs
      ? 0
      : 1,
  );
}

/** How many people were rung more often by one interaction than its flow says: contacts by their tries, agents once a round. */
function rungTooOften(
  rows: { id: string; flow: string; token: string | null; to: string; purpose: string; rounds: number }[],
  calls: ReadonlyMap<string, { rang: number }>,
): number {
  const rang = new Map<string, number>();
  const most = new Map<string, number>();
  for (const { id, flow, token, to, purpose, rounds } of rows) {
    const who = `${id} ${to}`;
    rang.set(who, (rang.get(who) ?? 0) + (calls.get(token ?? "")?.rang ?? 0));
    most.set(who, purpose === "contact" ? (groupFlows.includes(flow) ? MOST_RINGS : 1) : 1 + rounds);
  }
  return [...rang].filter(([who, times]) => times > (most.get(who) ?? 0)).length;
}

/** What the back end has heard; returns how much is missing or out of order. */
async function reportTold(): Promise<number> {
  const { rows } = await owner.query<{ event_id: string; position: string; status: string }>(
    "select event_id, position, status from webhook_delivery",
  );
  const order = new Map(rows.map(({ event_id, position }) => [event_id, BigInt(position)]));
  const { answered, events } = told!.received();
  const { endedOnce, outOfOrder } = judge(events, [...accepted.values()], order);
  const undelivered = rows.filter(({ status }) => status !== "delivered").length;
  const requests = Object.values(answered).reduce((sum, count) => sum + count, 0);
  const share = (count: number) => `${count} (${((100 * count) / Math.max(1, requests)).toFixed(1)} %)`;
  const figures: [what: string, figure: string][] = [
    ["calls accepted", String(accepted.size)],
    ["kills, web and worker in turn", String(kills)],
    ["requests to the back end", String(requests)],
    ["  it failed", share(answered.failed)],
    ["  it never answered", share(answered.hung)],
    ["  it answered late", share(answered.late)],
    ["events it has heard of", String(events.length)],
    ["calls with exactly one end", String(endedOnce)],
    ["events out of order", String(outOfOrder)],
    ["events not delivered", String(undelivered)],
  ];
  console.log(
    table(
      ["webhooks", ""],
      figures.map((figure) => [...figure]),
    ),
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
