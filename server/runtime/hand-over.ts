import { log } from "../platform/log";
import { once } from "../platform/process-singleton";
import type { AccountId } from "../ports/ids";
import type { Claimed } from "../ports/store";

/** As many dials at a time as one process makes besides those it takes from the queue. */
const MOST = 64;

export type HandedDial = { account: AccountId; attempt: string; claimed: Claimed };
type Dial = (dial: HandedDial) => Promise<unknown>;

/** A hand of this process's worker, taken before the dial it is for is committed; to be used, or put back. */
export type Hand = { dial: (dial: HandedDial) => void; putBack: () => void };

const state = () => once("hands", () => ({ dial: null as Dial | null, taken: new Set<Promise<void>>() }));

/**
 * A hand, if this process has a worker with one free: a dial due at once is then claimed as it is committed, and made by
 * this process, which spares the queue a wake-up and three writes a call. Null: it goes the way through the queue.
 */
export function takeHand(): Hand | null {
  const { dial, taken } = state();
  if (!dial || taken.size >= MOST) return null;
  const free = Promise.withResolvers<void>();
  taken.add(free.promise);
  const putBack = () => {
    taken.delete(free.promise);
    free.resolve();
  };
  return {
    putBack,
    dial: (handed) => {
      dial(handed)
        .catch((error: unknown) =>
          log.warn({ err: error, attempt: handed.attempt }, "a dial failed; its deadline will look for the call"),
        )
        .finally(putBack);
    },
  };
}

export function dialsUnderWay(): number {
  return state().taken.size;
}

/** Lends this process's bursts a hand until `stop`, which waits for the dials that are under way or being committed. */
export function lendHands(dial: Dial): { stop: () => Promise<void> } {
  state().dial = dial;
  return {
    stop: async () => {
      if (state().dial === dial) state().dial = null;
      await Promise.all(state().taken);
    },
  };
}
