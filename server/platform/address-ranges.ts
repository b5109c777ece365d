import { BlockList, isIP } from "node:net";

export type AddressRange = { address: string; prefix: number; family: "ipv4" | "ipv6" };

/** An address such as 192.0.2.7 or 2001:db8::1, or a network such as 192.0.2.0/24; null for any other text. */
export function addressRange(text: string): AddressRange | null {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || address.includes("%") || rest.length > 0) return null;
  const most = version === 4 ? 32 : 128;
  if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most)) return null;
  return { address, prefix: bits === undefined ? most : Number(bits), family: version === 4 ? "ipv4" : "ipv6" };
}

/** Whether an address lies in one of the ranges. An IPv4 address that is written as IPv6 (::ffff:192.0.2.7) is the same address. */
export function isWithin(ranges: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const { address: from, prefix, family } of ranges.flatMap((text) => addressRange(text) ?? []))
    list.addSubnet(from, prefix, family);
  const plain = address.replace(/^\[|\]$|%.*$/g, "");
  const version = isIP(plain);
  return version !== 0 && list.check(plain, version === 4 ? "ipv4" : "ipv6");
}
