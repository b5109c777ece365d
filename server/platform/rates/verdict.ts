import { PatchcordError } from "../errors";

/** The result of a rate check. `limit` and `remaining` are requests, `resetSeconds` whole seconds until more are free. */
export type RateVerdict = { allowed: boolean; limit: number; remaining: number; resetSeconds: number };

export const WINDOW_MS = 1000;
const WINDOW_SECONDS = WINDOW_MS / 1000;

/** Throws `rate_limited` where the request was over the rate. */
export function requireAllowed({ allowed, limit, resetSeconds }: RateVerdict): void {
  if (allowed) return;
  throw new PatchcordError("rate_limited", `More than ${limit} requests a second. Try again in ${resetSeconds} s.`);
}

/** The header fields of draft-ietf-httpapi-ratelimit-headers-11, and Retry-After (RFC 9110, 10.2.3) on a refusal. */
export function rateHeaders({ allowed, limit, remaining, resetSeconds }: RateVerdict): Record<string, string> {
  return {
    "RateLimit-Policy": `"default";q=${limit};w=${WINDOW_SECONDS}`,
    RateLimit: `"default";r=${remaining};t=${resetSeconds}`,
    ...(allowed ? {} : { "Retry-After": String(resetSeconds) }),
  };
}
