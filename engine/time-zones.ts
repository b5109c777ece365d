import { resolvedZone } from "./local-time";

/**
 * What IANA calls a zone today, by the older name that CLDR keeps, and with it every browser and Node, for the sake of stability
 * (IANA tz, "backward"; CLDR, timezone.xml).
 */
const PRESENT_NAMES: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The one name under which a zone is stored and compared: IANA's of today, for any name and case of it; null for none. */
export function canonicalZone(zone: string): string | null {
  const resolved = resolvedZone(zone);
  return resolved && (PRESENT_NAMES[resolved] ?? resolved);
}

/** Every zone that this machine lists, by its canonical name, and what it was called before. */
export function timeZones(): { name: string; formerly: string[] }[] {
  const zones = new Map<string, string[]>();
  const add = (name: string, former: string[]) => zones.set(name, [...(zones.get(name) ?? []), ...former]);
  for (const listed of ["UTC", ...Intl.supportedValuesOf("timeZone")]) {
    const name = canonicalZone(listed) ?? listed;
    add(name, name === listed ? [] : [listed]);
  }
  // A browser that lists the names of today does not list the older ones.
  for (const [former, name] of Object.entries(PRESENT_NAMES))
    if (!zones.get(name)?.includes(former)) add(name, [former]);
  return [...zones].map(([name, formerly]) => ({ name, formerly }));
}
