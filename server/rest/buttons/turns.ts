import { setTimeout as pause } from "node:timers/promises";
import { PatchcordError } from "../../platform/errors";
import { processSingleton } from "../../platform/process-singleton";
import { takeRate, takeTry } from "../../platform/rates/limiter";
import type { AccountId } from "../../ports/ids";

/** A visitor waits so long for a turn at most. */
const MOST_WAIT_MS = 5000;
/** Visitors that wait in one process; a flood of more is told so at once. */
const MOST_WAITING = 50;
const LOOK_MS = 200;
const SECOND_MS = 1000;

const queue = () => processSingleton("button-turns", () => ({ waiting: 0 }));

/**
 * Waits until a button of the account may start a call. Buttons have half of the account's starts a second, so that the other half is
 * the API's however many visitors there are; each of their starts counts in the account's rate, too. Throws `queue_full`.
 */
export async function waitForTurn(account: AccountId, ratePerSecond: number): Promise<void> {
  const state = queue();
  if (state.waiting >= MOST_WAITING) throw full();
  state.waiting += 1;
  try {
    for (let waited = 0; waited < MOST_WAIT_MS; waited += LOOK_MS) {
      if (await hasTurn(account, ratePerSecond)) return;
      await pause(LOOK_MS);
    }
  } finally {
    state.waiting -= 1;
  }
  throw full();
}

async function hasTurn(account: AccountId, ratePerSecond: number): Promise<boolean> {
  const own = await takeTry({ key: `button-start:${account}`, ...shareOf(ratePerSecond) });
  return own.allowed && (await takeRate(account, "start", ratePerSecond)).allowed;
}

/** Half of a rate; half a start a second is one in two. */
export function shareOf(ratePerSecond: number): { limit: number; windowMs: number } {
  return ratePerSecond < 2
    ? { limit: 1, windowMs: 2 * SECOND_MS }
    : { limit: Math.floor(ratePerSecond / 2), windowMs: SECOND_MS };
}

function full(): PatchcordError {
  return new PatchcordError("queue_full", "Many people are calling right now; try again in a moment.", {
    headers: { "Retry-After": "5" },
  });
}
