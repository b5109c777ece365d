import { env } from "../env";

/**
 * Who is asking, as far as it can be trusted: behind n proxies of ours, the n-th address from the end of
 * X-Forwarded-For; without proxies the last one, which is the peer of our own server.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  const chain = (forwardedFor ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return chain.at(-Math.max(1, env().TRUSTED_PROXY_HOPS)) ?? "unknown";
}
