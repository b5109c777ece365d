import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { processSingleton } from "../platform/process-singleton";

const WINDOW_SECONDS = 15 * 60;
/** Tries for one user from one address in a window: enough for a person who mistypes, too few to guess a password. */
const PER_USER_AND_ADDRESS = 8;
/** Tries from one address in a window, for any user. */
const PER_ADDRESS = 40;

/** Thrown where too many tries were made; `seconds` until the next one is allowed. */
export class TooManyTries extends Error {
  constructor(readonly seconds: number) {
    super(`too_many_tries:${seconds}`);
  }
}

function limiters() {
  return processSingleton("sign-in-throttle", () => ({
    user: new RateLimiterMemory({ points: PER_USER_AND_ADDRESS, duration: WINDOW_SECONDS }),
    address: new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_SECONDS }),
  }));
}

/** Counts a try before its password is checked, so that concurrent tries count too. Returns seconds to wait, or null: go on. */
export async function countTry(email: string, address: string): Promise<number | null> {
  const { user, address: byAddress } = limiters();
  try {
    await user.consume(userKey(email, address));
    await byAddress.consume(address);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

/** After a right password: clears the user's count, and takes this try off the address's. */
export async function clearTries(email: string, address: string): Promise<void> {
  const { user, address: byAddress } = limiters();
  await user.delete(userKey(email, address));
  await byAddress.reward(address);
}

const userKey = (email: string, address: string) => `${email}|${address}`;
