import type { IncomingMessage } from "node:http";

/**
 * Who is asking: the address our own connection comes from, or behind `hops` proxies of ours what the outermost of them
 * saw. Whatever a client wrote into X-Forwarded-For itself stands further left and is never reached.
 */
export function peerAddress(req: IncomingMessage, hops: number): string {
  const peer = (req.socket.remoteAddress ?? "unknown").replace(/^::ffff:/, "");
  if (hops === 0) return peer;
  const forwarded = String(req.headers["x-forwarded-for"] ?? "");
  const chain = [...forwarded.split(","), peer].map((part) => part.trim()).filter(Boolean);
  return chain.at(-1 - hops) ?? chain[0] ?? peer;
}
