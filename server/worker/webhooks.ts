import { log } from "../platform/log";
import { outboundFile } from "../platform/outbound/request";
import { writeEvents } from "../reports/events/mutations";
import { type Claimed, claimDeliveries, deliver } from "../resources/webhooks/deliveries/mutations";
import { repeat } from "./repeat";

/** How often the outbox and what is due are looked at, where nothing says so before. */
const LOOK_MS = 500;
/** Deliveries of a worker that end within this long of each other share the look for the next ones. */
const GATHER_MS = 20;
/** Requests that a worker has under way at a time. */
const MOST = 64;

const keyOf = ({ endpoint, event }: Claimed) => `${endpoint} ${event}`;

/**
 * Makes events of what has been noted and delivers them, apart from the worker's jobs and deadlines: an endpoint that hangs takes
 * nothing from calls. `stop` resolves once no request is under way.
 */
export function startWebhooks(): { stop: () => Promise<void> } {
  const underWay = new Map<string, Promise<void>>();
  const busy = new Map<string, number>();
  let after: string | null = null;
  let stopped = false;
  let looking: Promise<void> | null = null;
  let gathering: NodeJS.Timeout | null = null;

  async function claim(): Promise<void> {
    for (let room = MOST - underWay.size; room > 0 && !stopped; room = MOST - underWay.size) {
      const claimed = await claimDeliveries(room, busy, after);
      // Where the database's clock has jumped, what this worker sends may be due again.
      for (const one of claimed) if (!underWay.has(keyOf(one))) begin(one);
      after = claimed.at(-1)?.endpoint ?? null;
      if (claimed.length < room) return;
    }
  }

  /** One look at a time: a second could take more of an endpoint than it may have. */
  function look(): Promise<void> {
    looking ??= claim().finally(() => {
      looking = null;
    });
    return looking;
  }

  function begin(claimed: Claimed): void {
    const { endpoint } = claimed;
    busy.set(endpoint, (busy.get(endpoint) ?? 0) + 1);
    const sent = deliver(outboundFile, claimed, Math.random)
      .catch((error: unknown) => log.warn({ err: error, endpoint }, "a delivery failed on our side; it is due again"))
      .finally(() => {
        underWay.delete(keyOf(claimed));
        const left = (busy.get(endpoint) ?? 1) - 1;
        if (left > 0) busy.set(endpoint, left);
        else busy.delete(endpoint);
        lookSoon();
      });
    underWay.set(keyOf(claimed), sent);
  }

  function lookSoon(): void {
    if (stopped || gathering) return;
    gathering = setTimeout(() => {
      gathering = null;
      look().catch((error: unknown) => log.warn({ err: error }, "deliveries could not be claimed; it is tried again"));
    }, GATHER_MS);
  }

  const looks = repeat(LOOK_MS, async () => {
    while ((await writeEvents()) && !stopped);
    await look();
  });
  return {
    stop: async () => {
      stopped = true;
      if (gathering) clearTimeout(gathering);
      await looks.stop();
      await Promise.all(underWay.values());
    },
  };
}
