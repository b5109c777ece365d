import { Ratelimit } from "@upstash/ratelimit";
import { Redis as Upstash } from "@upstash/redis";
import { Redis } from "ioredis";
import { env } from "../env";
import { log } from "../log";
import { once } from "../process-state";
import { upstashShape } from "./redis-scripts";
import type { Verdict } from "./verdict";

/** With what the process itself needs, a decision is there within 50 ms. */
const PATIENCE_MS = 40;
/** After a failure the store is left alone this long, so that not every request waits in vain. */
const REST_MS = 1000;

type Store = ConstructorParameters<typeof Ratelimit>[0]["redis"];
type Shared = { store: Store | null; byLimit: Map<number, Ratelimit>; restUntil: number };

/** Asks the store all instances share. Null: there is none, or it does not answer in time. */
export async function takeShared(key: string, limit: number): Promise<Verdict | null> {
  const shared = once<Shared>("shared-rates", () => ({ store: connect(), byLimit: new Map(), restUntil: 0 }));
  if (!shared.store || Date.now() < shared.restUntil) return null;
  try {
    const { success, remaining, reset } = await inTime(limiter(shared, shared.store, limit).limit(key));
    const resetSeconds = Math.max(1, Math.ceil((reset - Date.now()) / 1000));
    return { allowed: success, limit, remaining: success ? remaining : 0, resetSeconds };
  } catch (error) {
    shared.restUntil = Date.now() + REST_MS;
    log.warn({ err: error }, "the rate store does not answer; this process counts by itself");
    return null;
  }
}

function limiter(shared: Shared, redis: Store, limit: number): Ratelimit {
  const known = shared.byLimit.get(limit);
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
  shared.byLimit.set(limit, made);
  return made;
}

function connect(): Store | null {
  const { UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN, REDIS_URL } = env();
  if (UPSTASH_REDIS_REST_URL && UPSTASH_REDIS_REST_TOKEN)
    return new Upstash({
      url: UPSTASH_REDIS_REST_URL,
      token: UPSTASH_REDIS_REST_TOKEN,
      retry: false,
      enableTelemetry: false,
    });
  if (!REDIS_URL) return null;
  const redis = new Redis(REDIS_URL, {
    // A command that cannot be sent now is of no use later.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    retryStrategy: (times) => Math.min(100 * times, 2000),
  });
  redis.on("error", (error) => log.debug({ err: error }, "redis"));
  return upstashShape(redis) as unknown as Store;
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
