import { env } from "./env";

/**
 * Who is asking. Our own server has judged it already and leaves one address; on a host without it, n proxies of ours
 * stand before us and each has added one, so the n-th from the end is the last that a client cannot write itself.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  const chain = (forwardedFor ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return chain.at(-Math.max(1, env().TRUSTED_PROXY_HOPS)) ?? chain[0] ?? "unknown";
}
