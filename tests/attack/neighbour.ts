import { Pool } from "undici";
import { BenchCarrier } from "../../bench/carrier";
import { percentiles } from "../../bench/keep-busy";

/**
 * The account next door, a process of its own that is both its website and its carrier. It asks at a steady rate, whether earlier
 * requests have been answered or not, so that a product that stands still is seen by everybody who would have asked meanwhile.
 */
export type NeighbourRequest =
  | { do: "carrier"; publicUrl: string; accountSid: string; token: string }
  | { do: "live"; flow: string; bearer: string; cookie: string }
  /** What is sent from here on, with this token, counts … */
  | { do: "begin"; bearer: string }
  /** … until here; answered with `Waits` when all of it has been answered. */
  | { do: "end" };

export const WAITS = ["health", "start", "document", "studio"] as const;
/** Milliseconds. `failed`: answers that were not the right one, and calls that did not come to their end. */
export type Waits = Record<(typeof WAITS)[number], { p99: number; longest: number; count: number }> & {
  failed: number;
};

const HEALTH_EVERY_MS = 25;
const START_EVERY_MS = 100;
const STUDIO_EVERY_MS = 200;
/** About how long its calls ring, play and talk, each. */
const PAUSE_MS = 100;
const AGENT = "+12025550130";

type Samples = { health: number[]; start: number[]; studio: number[]; failed: number; pending: Set<Promise<void>> };
const nothing = (): Samples => ({ health: [], start: [], studio: [], failed: 0, pending: new Set() });

let samples = nothing();
let carrier: BenchCarrier | undefined;
let publicUrl = "";
let bearer = "";
let numbered = 0;

process.on("message", async (asked: NeighbourRequest) => {
  process.send?.(await answer(asked));
});

async function answer(asked: NeighbourRequest): Promise<string | Waits> {
  if (asked.do === "carrier") {
    publicUrl = asked.publicUrl;
    carrier = new BenchCarrier(publicUrl, asked.accountSid, asked.token);
    carrier.pauseMs = PAUSE_MS;
    await carrier.listen();
    return carrier.url;
  }
  if (asked.do === "live") return live(asked);
  if (asked.do === "end") return waits();
  bearer = asked.bearer;
  samples = nothing();
  carrier?.documentTimes.splice(0);
  return "begun";
}

async function waits(): Promise<Waits> {
  const { health, start, studio, pending } = samples;
  const ended = samples;
  samples = nothing();
  await Promise.all(pending);
  const documents = carrier?.documentTimes.splice(0) ?? [];
  return {
    health: percentiles(health),
    start: percentiles(start),
    document: percentiles(documents),
    studio: percentiles(studio),
    failed: ended.failed,
  };
}

function live({ flow, bearer: first, cookie }: Extract<NeighbourRequest, { do: "live" }>): string {
  bearer = first;
  const pool = new Pool(publicUrl, { connections: 128, pipelining: 1, headersTimeout: 60_000 });
  const ask = async (path: string, headers: Record<string, string>, body?: string): Promise<number> => {
    const method = body === undefined ? "GET" : "POST";
    const response = await pool.request({ method, path, headers, ...(body === undefined ? {} : { body }) });
    await response.body.dump();
    return response.statusCode;
  };
  const timed = (times: "health" | "start" | "studio", status: number, send: () => Promise<number>) => async () => {
    const { [times]: list } = samples;
    const sent = performance.now();
    const right = (await send()) === status;
    list.push(performance.now() - sent);
    return right;
  };
  const health = timed("health", 200, () => ask("/api/health/ready", {}));
  const input = encodeURIComponent(JSON.stringify({ json: {} }));
  const studio = timed("studio", 200, () => ask(`/api/trpc/flows.list?input=${input}`, { cookie }));
  const call = async () => {
    const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
    const to = `+1202${String(2_000_000 + (numbered++ % 7_000_000))}`;
    const ended = carrier?.ended(to);
    const body = JSON.stringify({ contact_1: to, contact_2: AGENT });
    const accepted = await timed("start", 202, () => ask(`/api/flows/${flow}/interactions`, headers, body))();
    return accepted && ended === undefined ? false : await (ended as Promise<boolean>);
  };
  every(HEALTH_EVERY_MS, health);
  every(START_EVERY_MS, call);
  every(STUDIO_EVERY_MS, studio);
  return "live";
}

/** What is sent counts to the samples that are taken when it is sent. */
function every(ms: number, work: () => Promise<boolean>): void {
  setInterval(() => {
    const counted = samples;
    const done = work()
      .catch(() => false)
      .then((right) => {
        if (!right) counted.failed += 1;
        counted.pending.delete(done);
      });
    counted.pending.add(done);
  }, ms);
}

process.once("disconnect", () => process.exit(0));
process.send?.("ready");
