import { countryName } from "../country-name";
import type { NumberFacts } from "../phone-number";

/**
 * Where a number rings, as an account's list of countries names it: an ISO 3166 country ("US"; each country of North America's +1
 * by itself), an international network by its code ("+881"), or a country's personal numbers or pagers ("GB/personal").
 */
export type Place = string;

/** Codes of ITU-T E.164 that belong to no country. 979 is premium rate everywhere. */
export const NETWORKS: Readonly<Record<Place, string>> = {
  "+800": "international freephone",
  "+808": "international shared cost",
  "+870": "satellite phones (Inmarsat)",
  "+878": "universal personal numbers",
  "+881": "satellite phones (Iridium, Globalstar)",
  "+882": "international networks",
  "+883": "international networks",
  "+888": "disaster relief",
  "+979": "international premium rate",
};

/** Numbers that follow a person or page one, wherever that is and whatever it costs: +44 70, +44 76, +1 500 … */
const APART: Readonly<Record<string, string>> = { PERSONAL_NUMBER: "personal", PAGER: "pager" };

/** Null for a number that belongs nowhere. */
export function placeOf({ country, callingCode, type }: NumberFacts): Place | null {
  const network = `+${callingCode}`;
  if (network in NETWORKS) return network;
  if (!country) return null;
  const apart = type && APART[type];
  return apart ? `${country}/${apart}` : country;
}

/** True for what no list of countries means unless it names it: networks, personal numbers, pagers. */
export function isNamedAlone(place: Place): boolean {
  return place in NETWORKS || place.includes("/");
}

/** As a sentence says it: "United States", "satellite phones (Inmarsat), +870", "personal numbers, United Kingdom". */
export function placeText(place: Place): string {
  const network = NETWORKS[place];
  if (network) return `${network}, ${place}`;
  const [country = "", kind] = place.split("/");
  if (!kind) return countryName(country);
  return `${kind === "pager" ? "pagers" : "personal numbers"}, ${countryName(country)}`;
}
