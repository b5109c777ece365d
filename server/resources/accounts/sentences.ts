import { placeText } from "@/engine/ring-rules/places";
import type { RingRules } from "@/engine/ring-rules/rules";
import type { Settings } from "./schema";

/** An account's settings as sentences, by name, for the audit log: what an admin reads is what was decided. */
export function settingsSentences(settings: Settings): Record<string, string> {
  const { name, timeZone, language, ratePerSecond, sandboxOnly, retentionDays, rules } = settings;
  return {
    name,
    time_zone: `Days begin at midnight in ${timeZone}.`,
    language: `New flows speak ${language}.`,
    starts: `At most ${ratePerSecond} starts a second.`,
    sandbox: sandboxOnly ? "Only the sandbox carrier may be used." : "Every carrier may be used.",
    retention: `Interactions are kept for ${retentionDays} days.`,
    countries: countriesSentence(rules.countries),
    calling_hours: hoursSentence(rules.calling_hours),
    one_number: numberSentence(rules.per_number),
    account_limits: limitSentence("The account", rules.per_account),
    flow_limits: limitSentence("A flow", rules.per_flow),
    client_limits: limitSentence("An API client", rules.per_client),
    sandbox_calls: rules.count_sandbox
      ? "Sandbox calls count in the limits."
      : "Sandbox calls do not count in the limits.",
  };
}

/** Of two sets of sentences, those that differ. */
export function changedSentences(before: Record<string, string>, after: Record<string, string>) {
  const names = Object.keys(after).filter((name) => before[name] !== after[name]);
  const only = (all: Record<string, string>) => Object.fromEntries(names.map((name) => [name, all[name] ?? ""]));
  return { isChanged: names.length > 0, before: only(before), after: only(after) };
}

/** Which countries an account may ring. */
function countriesSentence(countries: RingRules["countries"]): string {
  if (countries.allow === "any") return "Every country and network may be rung.";
  if (countries.allow === "own") return "The countries of the account's own numbers may be rung.";
  const places = countries.places.map(placeText);
  return places.length > 0 ? `Only these may be rung: ${places.join("; ")}.` : "No country may be rung.";
}

function hoursSentence(hours: RingRules["calling_hours"]): string {
  if (hours.length === 0) return "Contacts may be rung at any hour.";
  const lines = hours.map(({ place, days, from, to }) => {
    const where = place === "*" ? "everywhere else" : placeText(place);
    return `${where}, ${days.join(" ")} from ${from} to ${to}`;
  });
  return `Contacts are rung by the clock where they are: ${lines.join("; ")}.`;
}

function numberSentence({ hour, day, week, pause_minutes }: RingRules["per_number"]): string {
  const times = [most(hour, "an hour"), most(day, "a day"), most(week, "a week")].filter(Boolean);
  const rings =
    times.length > 0 ? `One number is rung at most ${times.join(", ")}.` : "One number is rung without limit.";
  return pause_minutes === null ? rings : `${rings} After it declined, it has ${pause_minutes} minutes of rest.`;
}

function limitSentence(who: string, { hour, day, calls, minutes, money }: RingRules["per_account"]): string {
  const times = [most(hour, "an hour"), most(day, "a day")].filter(Boolean);
  const use = [
    ...(calls === null ? [] : [`${calls} calls at once`]),
    ...(minutes === null ? [] : [`${minutes} minutes a day`]),
    ...(money === null ? [] : [`${money} of money a day`]),
  ];
  const rings = times.length > 0 ? `${who} rings at most ${times.join(", ")}.` : `${who} rings without limit.`;
  return use.length > 0 ? `${rings} It has at most ${use.join(", ")}.` : rings;
}

const most = (rings: number | null, span: string) => (rings === null ? "" : `${rings} times ${span}`);
