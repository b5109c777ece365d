import { Ratelimit } from "@upstash/ratelimit";
import { Redis as Upstash } from "@upstash/redis";
import { Redis } from "ioredis";
import { env } from "../env";
import { log } from "../log";
import { PlainError } from "../logged-error";
import { processSingleton } from "../process-singleton";
import { upstashShape } from "./redis-scripts";
import { type RateVerdict, WINDOW_MS } from "./verdict";

/** Leaves 10 ms for the process's own work, so that a decision takes at most 50 ms. */
const TIMEOUT_MS = 40;
const CONNECT_TIMEOUT_MS = 1000;
/** After a failure the store is not asked for this long, so that not every request waits for the timeout. */
const RETRY_AFTER_MS = 1000;

type Store = ConstructorParameters<typeof Ratelimit>[0]["redis"];
type Connection = { store: Store | null; opened: Promise<unknown> };
type Shared = Connection & { limiters: Map<string, Ratelimit>; retryAt: number };

const shared = () =>
  processSingleton<Shared>("shared-rates", () => ({ ...connect(), limiters: new Map(), retryAt: 0 }));

/**
 * Opens the connection before the first request needs it, since a process that has just started would otherwise count its first
 * second by itself. Waits for the store a second at most.
 */
export async function openSharedRates(): Promise<void> {
  const timeout = new Promise((resolve) => setTimeout(resolve, CONNECT_TIMEOUT_MS).unref());
  await Promise.race([shared().opened, timeout]);
}

/**
 * Takes one request from the budget of `limit` in any `windowMs` in the store that all processes share; `by` -1 gives one back.
 * Null: there is none, or it does not answer in time.
 */
export async function takeShared(
  key: string,
  limit: number,
  windowMs = WINDOW_MS,
  by: 1 | -1 = 1,
): Promise<RateVerdict | null> {
  const state = shared();
  if (!state.store || Date.now() < state.retryAt) return null;
  try {
    const taking = limiter(state, state.store, limit, windowMs).limit(key, { rate: by });
    const { success, remaining, reset } = await withTimeout(taking);
    const resetSeconds = Math.max(1, Math.ceil((reset - Date.now()) / 1000));
    return { allowed: success, limit, remaining: success ? remaining : 0, resetSeconds };
  } catch (error) {
    state.retryAt = Date.now() + RETRY_AFTER_MS;
    log.warn({ err: error }, "the rate store does not answer; this process counts by itself");
    return null;
  }
}

function limiter(state: Shared, redis: Store, limit: number, windowMs: number): Ratelimit {
  const name = `${limit}/${windowMs}`;
  const known = state.limiters.get(name);
  if (known) return known;
  const made = new Ratelimit({
    redis,
    limiter: Ratelimit.slidingWindow(limit, `${windowMs} ms`),
    prefix: "patchcord:rate",
    // The library's own timeout lets every request through, and its cache blocks until the window's end instead of sliding.
    timeout: 0,
    ephemeralCache: false,
    enableTelemetry: false,
  });
  state.limiters.set(name, made);
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

function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PlainError(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
