import type { IncomingHttpHeaders } from "node:http";
import { env } from "./env";

/** Set by the front alone, for requests that come from this machine. */
const HEADER = "x-patchcord-this-machine";
/** What a proxy adds, whose connection may come from this machine while the one who asks is anywhere. */
const FORWARDING = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

const isLoopback = (address: string | undefined): boolean =>
  /^(?:(?:::ffff:)?127(?:\.\d+){3}|::1)$/.test(address ?? "");

/** A name of this machine: a page of another site whose name leads here (DNS rebinding) has its own in the Host field. */
const isLoopbackHost = (host: string | undefined): boolean =>
  /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i.test(host ?? "");

/** Marks a request that came straight from this machine, by its connection, and takes the mark from any other. */
export function markThisMachine(headers: IncomingHttpHeaders, peer: string | undefined): void {
  const isProxied = FORWARDING.some((name) => headers[name] !== undefined);
  delete headers[HEADER];
  if (isLoopback(peer) && !isProxied && isLoopbackHost(headers.host)) headers[HEADER] = "yes";
}

/**
 * True where the request of these headers came straight from this machine. Without the front nobody has marked it; then the
 * server must listen at this machine only.
 */
export function isFromThisMachine(header: (name: string) => string | null | undefined): boolean {
  const { BEHIND_FRONT, HOST } = env();
  return BEHIND_FRONT ? header(HEADER) === "yes" : isLoopback(HOST) || HOST === "localhost";
}
