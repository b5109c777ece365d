import { PatchcordError } from "../platform/errors";
import { processSingleton } from "../platform/process-singleton";

/**
 * Starts that one process works on at a time. More would only wait for database connections, and the webhooks of calls
 * that are already ringing with them: those have no such gate. A start takes about 10 ms, so this is a queue of a tenth of
 * a second or two.
 */
const MOST_AT_ONCE = 200;

const gate = () => processSingleton("start-gate", () => ({ underWay: 0 }));

/** Starts this process works on now. */
export function startsUnderWay(): number {
  return gate().underWay;
}

/** Throws `unavailable` while the process is full. */
export function admitStart(): void {
  if (gate().underWay < MOST_AT_ONCE) return;
  throw new PatchcordError("unavailable", "Too many interactions are being started; try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** Runs a start and counts it. Asks again first: while its body was read, others may have filled the process. */
export async function countedStart<T>(start: () => Promise<T>): Promise<T> {
  admitStart();
  const counter = gate();
  counter.underWay += 1;
  try {
    return await start();
  } finally {
    counter.underWay -= 1;
  }
}
