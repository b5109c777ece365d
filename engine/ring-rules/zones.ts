import { BoundedMap } from "../bounded-map";
import type { NumberFacts } from "../phone-number";
import { ZONE_PREFIXES } from "./zone-prefixes";

const LONGEST_PREFIX = 9;
const MAX_KNOWN = 1000;
/** Countries whose mobile numbers belong to an area, as libphonenumber says it (GEO_MOBILE_COUNTRIES). */
const AREA_MOBILES = new Set(["AR", "BR", "MX", "ID", "CN"]);
/** Codes of no country: their phones can be anywhere. */
const NOWHERE = /^(?:8[078]\d|979)/;

let prefixes: Map<string, readonly string[]> | null = null;
const known = new BoundedMap<string, readonly string[]>(MAX_KNOWN);

/**
 * The IANA zones in which the phone of an E.164 number may be. By its longest prefix where its digits say the area; else (mobile,
 * toll-free …) all zones of its country code. None: nobody can say.
 */
export function zonesOf(e164: string, facts: NumberFacts): readonly string[] {
  const before = known.get(e164);
  if (before) return before;
  const digits = e164.slice(1);
  const zones = NOWHERE.test(digits) ? [] : longestOf(isOfArea(facts) ? digits : facts.callingCode);
  known.set(e164, zones);
  return zones;
}

function isOfArea({ type, country }: NumberFacts): boolean {
  if (type === "FIXED_LINE" || type === "FIXED_LINE_OR_MOBILE") return true;
  return type === "MOBILE" && AREA_MOBILES.has(country ?? "");
}

function longestOf(digits: string): readonly string[] {
  prefixes ??= readPrefixes();
  for (let length = Math.min(digits.length, LONGEST_PREFIX); length > 0; length--) {
    const zones = prefixes.get(digits.slice(0, length));
    if (zones) return zones;
  }
  return [];
}

function readPrefixes(): Map<string, readonly string[]> {
  const read = new Map<string, readonly string[]>();
  for (const line of ZONE_PREFIXES.trim().split("\n")) {
    const [names = "", ...of] = line.split(" ");
    const zones = names.split("&");
    for (const prefix of of) read.set(prefix, zones);
  }
  return read;
}
