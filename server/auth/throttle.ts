import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { processSingleton } from "../platform/process-singleton";

const WINDOW_SECONDS = 15 * 60;
/** Wrong passwords for one user from one address; a person mistypes, a machine guesses. */
const PER_USER_AND_ADDRESS = 8;
/** Wrong passwords from one address, whoever they are for. */
const PER_ADDRESS = 40;

/** Refused because of too many tries; `seconds` until the next one counts. */
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

/** Counts a try before it is checked, so that tries in flight count too. Returns seconds to wait, or null to go on. */
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

/** A right password clears what its user had mistyped. */
export async function forgiveTries(email: string, address: string): Promise<void> {
  const { user, address: byAddress } = limiters();
  await user.delete(userKey(email, address));
  await byAddress.reward(address);
}

const userKey = (email: string, address: string) => `${email}|${address}`;
