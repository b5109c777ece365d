import { isIPv6 } from "node:net";

/**
 * Whom to count tries of under an address: an IPv4 address is somebody's, of an IPv6 address its first 64 bits are (RFC 6177:
 * a site has at least as many), and whoever has them has 2^64 addresses.
 */
export function clientNetwork(address: string): string {
  const plain = address.replace(/^\[|\]$|%.*$/g, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped || !isIPv6(plain)) return mapped ?? plain;
  // The URL parser writes any form in one: the longest run of zeros as `::`, IPv4 at the end as two groups.
  const { hostname } = new URL(`http://[${plain}]`);
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - before.length - after.length }, () => "0");
  const groups = [...before, ...zeros, ...after];
  const last = (at: number) => Number.parseInt(groups[at] ?? "0", 16);
  if (groups.slice(0, 5).every((group) => group === "0") && groups[5] === "ffff")
    return [last(6) >> 8, last(6) & 255, last(7) >> 8, last(7) & 255].join(".");
  return `${groups.slice(0, 4).join(":")}::/64`;
}
