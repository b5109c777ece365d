import { isNamedAlone, type Place } from "./places";

/** Where a place's name as a target of toll fraud comes from. */
const FRAUD_SOURCES = {
  fcc_2019:
    "FCC, warnings of one-ring calls of May 2019: calling back +222, +232 or +1 809 costs as much as a 900 number.",
  nanp: "Countries of +1 outside the United States and Canada look like long distance and cost as international calls (FCC, consumer guide “One Ring Phone Scam”).",
  cfca: "Communications Fraud Control Association, Global Fraud Loss Surveys of 2013 and 2015: countries where fraudulent calls end.",
} as const;

const BY_SOURCE: Readonly<Record<keyof typeof FRAUD_SOURCES, readonly Place[]>> = {
  fcc_2019: ["MR", "SL", "DO"],
  nanp: "AG AI BB BM BS DM GD JM KN KY LC MS SX TC TT VC VG".split(" "),
  cfca: ["BA", "CU", "EE", "GM", "GN", "LT", "LV", "SO", "TL"],
};

const SOURCE_OF = new Map<Place, string>(
  Object.entries(BY_SOURCE).flatMap(([source, places]) =>
    places.map((place): [Place, string] => [place, FRAUD_SOURCES[source as keyof typeof FRAUD_SOURCES]]),
  ),
);

/** Why allowing a place asks for a second confirmation; null where it does not. */
export function fraudRisk(place: Place): string | null {
  if (isNamedAlone(place))
    return "Numbers of this kind belong to no subscriber's line and can cost as much as premium rate.";
  return SOURCE_OF.get(place) ?? null;
}
