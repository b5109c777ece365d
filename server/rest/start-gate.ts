import { PatchcordError } from "../platform/errors";
import { processSingleton } from "../platform/process-singleton";

/**
 * Starts that one process works on at a time. More would only wait for database connections, and would delay the webhooks of
 * live calls, which this gate does not hold back. A start takes about 10 ms, so a full gate is a queue of 0.1 to 0.2 seconds.
 */
const MAX_CONCURRENT_STARTS = 200;

const gate = () => processSingleton("start-gate", () => ({ inProgress: 0 }));

/** How many starts this process is working on. */
export function startsInProgress(): number {
  return gate().inProgress;
}

/** Throws `unavailable` while this process works on as many starts as it may. */
export function requireStartCapacity(): void {
  if (gate().inProgress < MAX_CONCURRENT_STARTS) return;
  throw new PatchcordError("unavailable", "Too many interactions are being started; try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** Runs a start and counts it. Checks the capacity again first: other starts may have begun while this one's body was read. */
export async function countStart<T>(start: () => Promise<T>): Promise<T> {
  requireStartCapacity();
  const counter = gate();
  counter.inProgress += 1;
  try {
    return await start();
  } finally {
    counter.inProgress -= 1;
  }
}
