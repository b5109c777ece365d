import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { peerAddress } from "@/server/http/peer-address";

const from = (peer: string | undefined, forwarded?: string) =>
  ({ socket: { remoteAddress: peer }, headers: { "x-forwarded-for": forwarded } }) as unknown as IncomingMessage;

test.each([
  ["no proxy: the peer, whatever it claims", from("203.0.113.9", "1.1.1.1"), 0, "203.0.113.9"],
  ["an IPv4 peer on an IPv6 socket", from("::ffff:203.0.113.9"), 0, "203.0.113.9"],
  ["one proxy: what it saw", from("10.0.0.1", "1.1.1.1, 203.0.113.9"), 1, "203.0.113.9"],
  ["two proxies", from("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2"), 2, "203.0.113.9"],
  ["more proxies than there were", from("10.0.0.1", "203.0.113.9"), 5, "203.0.113.9"],
  ["a proxy that said nothing", from("10.0.0.1"), 1, "10.0.0.1"],
  ["no socket any more", from(undefined), 0, "unknown"],
])("%s", (_what, req, hops, expected) => {
  expect(peerAddress(req, hops)).toBe(expected);
});
