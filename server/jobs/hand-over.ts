import { log } from "../log";
import { once } from "../process-state";
import { endJob } from "./queue";

/** As many dials at a time as a worker takes from the queue. */
const MOST = 16;

export type HandedDial = { account: string; attempt: string };

/** Runs a dial; `bound` tells that the call was bound, and with it the job ended. */
type Hands = (dial: HandedDial) => Promise<{ bound: boolean }>;

const state = () => once("hands", () => ({ hands: null as Hands | null, running: new Set<Promise<void>>() }));

/** True if this process has a worker with a hand free: a dial due at once need not go through the queue. */
export function hasFreeHand(): boolean {
  const { hands, running } = state();
  return hands !== null && running.size < MOST;
}

/**
 * Dials what was just committed: spares the queue a wake-up and a write transaction a call. The job is there all the same,
 * due a moment later; should this process die or fail now, whoever takes the job finds the attempt unclaimed.
 */
export function handOver(dial: HandedDial): void {
  const { hands, running } = state();
  if (!hands) return;
  const work = hands(dial)
    .then(({ bound }) => (bound ? undefined : endJob(`dial:${dial.attempt}`)))
    .catch((error: unknown) => log.warn({ err: error, attempt: dial.attempt }, "a dial failed; its job is still there"))
    .finally(() => running.delete(work));
  running.add(work);
}

export function dialsUnderWay(): number {
  return state().running.size;
}

/** Lends this process's bursts a hand until `stop`, which waits for the dials that are under way. */
export function lendHands(hands: Hands): { stop: () => Promise<void> } {
  state().hands = hands;
  return {
    stop: async () => {
      if (state().hands === hands) state().hands = null;
      await Promise.all(state().running);
    },
  };
}
