import { createHash } from "node:crypto";
import { clientNetwork } from "../platform/client-network";
import { giveBackTry, type TryBudget, takeTry } from "../platform/rates/limiter";

const WINDOW_MS = 15 * 60 * 1000;
/** Tries for one user from one network in a window: enough for a person who mistypes, too few to guess a password. */
const PER_USER_AND_NETWORK = 8;
/** Tries from one network in a window, for any user. */
const PER_NETWORK = 40;
/** Tries for one user from all networks together, browsers apart that the user has signed in with before. */
const PER_USER = 24;
/** Tries from one such browser. */
const PER_KNOWN_BROWSER = 8;

/** Thrown where too many tries were made; `seconds` until the next one is allowed. */
export class TooManyTries extends Error {
  constructor(readonly seconds: number) {
    super(`too_many_tries:${seconds}`);
  }
}

/** Whose password is tried (null: a one-time link is, which no one can lock), from which address and which known browser. */
export type Try = { email: string | null; address: string; browser: string | null };

/**
 * Counts a try before anything is checked, so that concurrent tries count too. Throws TooManyTries. A refused try takes nothing
 * from the budgets after the one that refused it: one network alone cannot spend what all networks have for a user.
 */
export async function countTry(one: Try): Promise<void> {
  for (const budget of budgets(one)) {
    const { allowed, resetSeconds } = await takeTry(budget);
    if (!allowed) throw new TooManyTries(resetSeconds);
  }
}

/** Takes the try off all counts: it was right, or nothing was checked. */
export async function forgiveTry(one: Try): Promise<void> {
  await Promise.all(budgets(one).map(giveBackTry));
}

function budgets({ email, address, browser }: Try): TryBudget[] {
  const budget = (name: string, limit: number): TryBudget => ({ key: `sign-in:${name}`, limit, windowMs: WINDOW_MS });
  const network = clientNetwork(address);
  const ofNetwork = budget(`network:${network}`, PER_NETWORK);
  if (email === null) return [budget(`link:${network}`, PER_USER_AND_NETWORK), ofNetwork];
  if (browser) return [budget(`browser:${browser}`, PER_KNOWN_BROWSER)];
  // The store sees no address of anybody's.
  const user = createHash("sha256").update(email).digest("base64url");
  return [budget(`pair:${user}:${network}`, PER_USER_AND_NETWORK), ofNetwork, budget(`user:${user}`, PER_USER)];
}
