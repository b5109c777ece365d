import { WEEKDAYS } from "@/engine/local-time";
import { fraudRisk } from "@/engine/ring-rules/fraud-risk";
import { type RingRules, ringRules } from "@/engine/ring-rules/rules";

/** A value that cannot be set, or an account that is not there. */
export class WrongSetting extends Error {}

export const RULE_OPTIONS = {
  countries: { type: "string" },
  "confirm-risk": { type: "boolean" },
  "calling-hours": { type: "string" },
  "per-number": { type: "string" },
  "per-account": { type: "string" },
  "per-flow": { type: "string" },
  "per-client": { type: "string" },
  "count-sandbox": { type: "string" },
} as const;

export const RULE_USAGE = `[--countries own|any|US,CA,+881 [--confirm-risk]] [--calling-hours any|US=08:00-21:00,*=09:00-18:00]
         [--per-number hour=3,day=6,week=15,pause=10] [--per-account hour=…,day=500,calls=…,minutes=…,money=…]
         [--per-flow …] [--per-client …] (none: no limit) [--count-sandbox on|off]`;

export type WantedRules = {
  [Option in keyof typeof RULE_OPTIONS]?: (Option extends "confirm-risk" ? boolean : string) | undefined;
};

const OF_A_NUMBER = { hour: "hour", day: "day", week: "week", pause: "pause_minutes" };
const OF_MANY = { hour: "hour", day: "day", calls: "calls", minutes: "minutes", money: "money" };
const LIMITS = [
  ["per-number", "per_number", OF_A_NUMBER],
  ["per-account", "per_account", OF_MANY],
  ["per-flow", "per_flow", OF_MANY],
  ["per-client", "per_client", OF_MANY],
] as const;

/** The rules with what an operator has written on the command line; what is not written stays. Throws `WrongSetting`. */
export function rulesWith(before: RingRules, wanted: WantedRules): RingRules {
  const { countries, "calling-hours": hours, "count-sandbox": counts } = wanted;
  const limits = LIMITS.flatMap(([option, key, names]) => {
    const written = wanted[option];
    return written === undefined ? [] : [[key, { ...before[key], ...limitsIn(option, written, names) }] as const];
  });
  return checked(
    {
      ...before,
      ...(countries === undefined ? {} : { countries: countriesIn(countries, wanted["confirm-risk"] === true) }),
      ...(hours === undefined ? {} : { calling_hours: hoursIn(hours) }),
      ...(counts === undefined ? {} : { count_sandbox: onOff("--count-sandbox", counts) }),
      ...Object.fromEntries(limits),
    },
    countries !== undefined && !wanted["confirm-risk"],
  );
}

function checked(rules: object, isUnconfirmed: boolean): RingRules {
  const parsed = ringRules.safeParse(rules);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [key = "", ...inner] = issue?.path.map(String) ?? [];
  const option = `--${key.replaceAll("_", "-")}`;
  const confirm = key === "countries" && isUnconfirmed ? " (--confirm-risk)" : "";
  throw new WrongSetting(`${[option, ...inner.filter(isWord)].join(" ")} ${issue?.message}${confirm}`);
}

const isWord = (part: string) => /^[a-z_]+$/.test(part) && part !== "places";

function countriesIn(text: string, isConfirmed: boolean): object {
  if (text === "own" || text === "any") return { allow: text };
  const places = text.split(",").map((place) => place.trim());
  return { allow: "listed", places, confirmed: isConfirmed ? places.filter((place) => fraudRisk(place) !== null) : [] };
}

/** `US=08:00-21:00,*=09:00-18:00`: every day. */
function hoursIn(text: string): object[] {
  if (text === "any") return [];
  return text.split(",").map((line) => {
    const [, place = line, from = "", to = ""] = /^\s*([^=]+)=([\d:]+)-([\d:]+)\s*$/.exec(line) ?? [];
    return { place, days: [...WEEKDAYS], from, to };
  });
}

/** `hour=3,day=none` */
function limitsIn(
  option: string,
  text: string,
  names: Readonly<Record<string, string>>,
): Record<string, number | null> {
  const entries = text.split(",").map((part): [string, number | null] => {
    const [name = "", value = ""] = part.split("=").map((one) => one.trim());
    const key = Object.hasOwn(names, name) ? names[name] : undefined;
    const number = value === "none" ? null : Number(value);
    if (!key || value === "" || Number.isNaN(number))
      throw new WrongSetting(`--${option} is written ${Object.keys(names).join("=…,")}=…, each a number or none.`);
    return [key, number];
  });
  return Object.fromEntries(entries);
}

export function onOff(option: string, text: string): boolean {
  if (text === "on" || text === "off") return text === "on";
  throw new WrongSetting(`${option} must be on or off.`);
}
