import { lookup } from "node:dns";
import { BlockList, isIP } from "node:net";

/**
 * Addresses that an account can set (carrier, token endpoint, …) must not lead into the operator's own network. The guard
 * refuses private, loopback, link-local, metadata and every other special-purpose range of RFC 6890, unless the operator has
 * allowed the host or range (OUTBOUND_ALLOW). It checks the resolved address at connect time, so that neither a redirect nor
 * DNS rebinding gets past it.
 */
const SPECIAL: [string, number][] = [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
  ] as [string, number][]),
  ...([
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
  ] as [string, number][]),
  ...([
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ] as [string, number][]),
  ...([
    // IPv4 in the last 32 bits: compatible (::a.b.c.d, :: and ::1 among them), translated, by NAT64.
    ["::", 96],
    ["::ffff:0:0:0", 96],
    ["64:ff9b::", 96],
    ["64:ff9b:1::", 48],
    ["100::", 64],
    ["2001::", 23],
    ["2001:db8::", 32],
  ] as [string, number][]),
  ...([
    ["2002::", 16],
    ["fc00::", 7],
    ["3fff::", 20],
    ["5f00::", 16],
    ["fe80::", 10],
    ["fec0::", 10],
    ["ff00::", 8],
  ] as [string, number][]),
];

const special = blockList(SPECIAL);

function blockList(ranges: [string, number][]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of ranges) list.addSubnet(address, bits, isIP(address) === 6 ? "ipv6" : "ipv4");
  return list;
}

/** An item of OUTBOUND_ALLOW that stands for one port. */
const ADDRESS_AND_PORT = /^(?:\d+\.\d+\.\d+\.\d+|\[[\da-f:.]+\]):\d+$/i;

class AddressRefused extends Error {
  readonly code = "ADDRESS_REFUSED";
}

type Lookup = (
  hostname: string,
  options: object,
  callback: (error: Error | null, addresses: { address: string; family: number }[]) => void,
) => void;

export type Guard = {
  /** True if OUTBOUND_ALLOW names this host, alone or with this port, or a range that holds it where it is an address. */
  isAllowed: (url: URL) => boolean;
  /** Throws AddressRefused where the host is itself a refused address; names are checked once they are resolved. */
  check: (url: URL) => void;
  lookup: (
    hostname: string,
    options: object,
    callback: (error: Error | null, address: unknown, family?: number) => void,
  ) => void;
};

/**
 * `allow`: host names, addresses or CIDR ranges that may be reached although they are special; an address with a port
 * (`127.0.0.1:3001`, `[::1]:3001`) at that port only.
 */
export function outboundGuard(allow: string[], resolve: Lookup = lookup as Lookup): Guard {
  const names = new Set(allow.filter((item) => !isIP(item.split("/")[0] ?? "")).map((item) => item.toLowerCase()));
  const pinned = new Set(
    allow.filter((item) => ADDRESS_AND_PORT.test(item)).map((item) => place(new URL(`http://${item}`))),
  );
  const ranges = blockList(allow.filter((item) => isIP(item.split("/")[0] ?? "")).map(range));
  const refused = (address: string): boolean => {
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    // BlockList knows an IPv4-mapped IPv6 address (::ffff:10.0.0.1) by its IPv4 ranges.
    return special.check(address, family) && !ranges.check(address, family);
  };
  const isAllowed = (url: URL) => {
    const bare = bareHost(url);
    if (pinned.has(place(url))) return true;
    return isIP(bare) ? ranges.check(bare, isIP(bare) === 6 ? "ipv6" : "ipv4") : names.has(bare.toLowerCase());
  };
  const check = (url: URL) => {
    const bare = bareHost(url);
    if (isIP(bare) && refused(bare) && !pinned.has(place(url)))
      throw new AddressRefused(`Requests to ${bare} are not allowed.`);
  };
  const guarded: Guard["lookup"] = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const bad = addresses.find(({ address }) => refused(address));
      if (bad && !names.has(hostname.toLowerCase()))
        return callback(new AddressRefused(`Requests to ${hostname} are not allowed.`), []);
      if ("all" in options && options.all) return callback(null, addresses);
      callback(null, addresses[0]?.address, addresses[0]?.family);
    });
  };
  return { isAllowed, check, lookup: guarded };
}

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");
const place = (url: URL): string => `${url.hostname} ${url.port || (url.protocol === "https:" ? 443 : 80)}`;

function range(item: string): [string, number] {
  const [address = "", bits] = item.split("/");
  return [address, bits === undefined ? (isIP(address) === 6 ? 128 : 32) : Number(bits)];
}
