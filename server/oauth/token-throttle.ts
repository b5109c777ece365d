import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { processSingleton } from "../platform/process-singleton";
import { OAuthError } from "./oauth-error";

/** A client needs one token in ten minutes; this many lets all processes of a client start at the same time. */
const REQUESTS_PER_SECOND = 10;
/** Secrets cannot be guessed; this keeps a misconfigured client from asking in a loop. */
const FAILURES_PER_MINUTE = 10;
/** Failures of all client ids from one address, which a whole company may share. */
const ADDRESS_FAILURES_PER_MINUTE = 200;

function limiters() {
  return processSingleton("token-throttle", () => ({
    requests: new RateLimiterMemory({ points: REQUESTS_PER_SECOND, duration: 1 }),
    failures: new RateLimiterMemory({ points: FAILURES_PER_MINUTE, duration: 60 }),
    addressFailures: new RateLimiterMemory({ points: ADDRESS_FAILURES_PER_MINUTE, duration: 60 }),
  }));
}

/** Counts a request that claims to be of `clientId`, from an address. Throws `slow_down` where one of the budgets is spent. */
export async function throttle(clientId: string, address: string): Promise<void> {
  const { requests, failures, addressFailures } = limiters();
  const [failed, addressFailed] = await Promise.all([
    failures.get(key(clientId, address)),
    addressFailures.get(address),
  ]);
  if (failed && failed.consumedPoints >= FAILURES_PER_MINUTE) throw slowDown(failed);
  if (addressFailed && addressFailed.consumedPoints >= ADDRESS_FAILURES_PER_MINUTE) throw slowDown(addressFailed);
  await requests.consume(key(clientId, address)).catch((spent: RateLimiterRes) => {
    throw slowDown(spent);
  });
}

export async function countFailure(clientId: string, address: string): Promise<void> {
  const { failures, addressFailures } = limiters();
  await Promise.all([failures.penalty(key(clientId, address)), addressFailures.penalty(address)]);
}

const key = (clientId: string, address: string) => `${clientId}|${address}`;

function slowDown({ msBeforeNext }: RateLimiterRes): OAuthError {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new OAuthError("slow_down", "Too many token requests; a token is valid for ten minutes.", {
    "Retry-After": String(seconds),
  });
}
