import { env } from "./env";

/**
 * The client's IP address, from the X-Forwarded-For header. Our own HTTP server has replaced that header by one address. On a
 * host without it, each of the operator's n proxies (TRUSTED_PROXY_HOPS) has appended an address, so the n-th from the end is
 * the leftmost that a client cannot forge. "unknown" where the header is missing.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  const chain = (forwardedFor ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return chain.at(-Math.max(1, env().TRUSTED_PROXY_HOPS)) ?? chain[0] ?? "unknown";
}
