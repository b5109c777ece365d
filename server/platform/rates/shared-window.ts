import { Ratelimit } from "@upstash/ratelimit";
import { Redis as Upstash } from "@upstash/redis";
import { Redis } from "ioredis";
import { env } from "../env";
import { log } from "../log";
import { processSingleton } from "../process-singleton";
import { upstashShape } from "./redis-scripts";
import type { Verdict } from "./verdict";

/** With what the process itself needs, a decision is there within 50 ms. */
const PATIENCE_MS = 40;
const OPEN_WITHIN_MS = 1000;
/** After a failure the store is left alone this long, so that not every request waits in vain. */
const REST_MS = 1000;

type Store = ConstructorParameters<typeof Ratelimit>[0]["redis"];
type Connection = { store: Store | null; opened: Promise<unknown> };
type Shared = Connection & { byLimit: Map<number, Ratelimit>; restUntil: number };

const shared = () =>
  processSingleton<Shared>("shared-rates", () => ({ ...connect(), byLimit: new Map(), restUntil: 0 }));

/**
 * Opens the connection before the first request needs it: a process that has just started would otherwise count its first
 * second by itself. A store that is away is waited for a second at most.
 */
export async function openSharedRates(): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, OPEN_WITHIN_MS).unref());
  await Promise.race([shared().opened, late]);
}

/** Asks the store all instances share. Null: there is none, or it does not answer in time. */
export async function takeShared(key: string, limit: number): Promise<Verdict | null> {
  const state = shared();
  if (!state.store || Date.now() < state.restUntil) return null;
  try {
    const { success, remaining, reset } = await inTime(limiter(state, state.store, limit).limit(key));
    const resetSeconds = Math.max(1, Math.ceil((reset - Date.now()) / 1000));
    return { allowed: success, limit, remaining: success ? remaining : 0, resetSeconds };
  } catch (error) {
    state.restUntil = Date.now() + REST_MS;
    log.warn({ err: error }, "the rate store does not answer; this process counts by itself");
    return null;
  }
}

function limiter(state: Shared, redis: Store, limit: number): Ratelimit {
  const known = state.byLimit.get(limit);
  if (known) return known;
  const made = new Ratelimit({
    redis,
    limiter: Ratelimit.slidingWindow(limit, "1 s"),
    prefix: "patchcord:rate",
    // Its own timeout lets everything through, and its cache blocks until the window's end instead of sliding.
    timeout: 0,
    ephemeralCache: false,
    enableTelemetry: false,
  });
  state.byLimit.set(limit, made);
  return made;
}

function connect(): Connection {
  const { UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN, REDIS_URL } = env();
  const opened = Promise.resolve();
  if (UPSTASH_REDIS_REST_URL && UPSTASH_REDIS_REST_TOKEN) {
    const rest = { url: UPSTASH_REDIS_REST_URL, token: UPSTASH_REDIS_REST_TOKEN };
    return { store: new Upstash({ ...rest, retry: false, enableTelemetry: false }), opened };
  }
  if (!REDIS_URL) return { store: null, opened };
  const redis = new Redis(REDIS_URL, {
    // A command that cannot be sent now is of no use later.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    retryStrategy: (times) => Math.min(100 * times, 2000),
  });
  redis.on("error", (error) => log.debug({ err: error }, "redis"));
  const ready = new Promise((resolve) => redis.once("ready", resolve));
  return { store: upstashShape(redis) as unknown as Store, opened: ready };
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
