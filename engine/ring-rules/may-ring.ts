import { isTimeZone } from "../local-time";
import { type NumberFacts, numberFacts } from "../phone-number";
import { hoursOf, nextCallingTime } from "./calling-hours";
import { type EarlierRings, type ReachedUse, type RingLimit, restUntil } from "./limits";
import { isNamedAlone, NETWORKS, type Place, placeOf, placeText } from "./places";
import { costsCaller, refusedNumber } from "./refused-numbers";
import type { RingRules } from "./rules";
import { zonesOf } from "./zones";

/**
 * One ring that somebody wants. `from`, `to`: E.164. `at`: ISO 8601. `party`: agents are held to what may be rung at all, not to
 * hours and limits, which protect contacts. `zone`: the IANA zone in which the flow says the callee is.
 */
export type RingRequest = { from: string; to: string; at: string; party: "contact" | "agent"; zone?: string };

/** What an account is, as far as rings go. */
export type RingAccount = {
  rules: RingRules;
  /** Whoever stopped all dialling may have said why. */
  stopped: { reason: string } | null;
  sandboxOnly: boolean;
  /** IANA; an account's days begin by it. */
  timeZone: string;
  /** Its numbers, and the countries that they are of. */
  own: { has: (number: string) => boolean; countries: readonly Place[] };
  /** Over what a number rings, or why it cannot. A sandbox's calls reach nobody. */
  caller: (number: string) => { isSandbox: boolean } | { why: string };
};

/** What only the database knows at the moment of a ring; absent: it has not been asked yet, and will prove it in its write. */
export type RingHistory = {
  isStopped?: boolean;
  doNotCall?: boolean;
  earlier?: EarlierRings;
  /** The limit that is reached. */
  reached?: RingLimit | ReachedUse;
  /** Another call of the flow to the number is under way, and this one may not be made beside it. */
  isCalling?: boolean;
  /** Money is limited, and the operator's price list has no price for the number. */
  isUnpriced?: boolean;
};

export const RING_REFUSALS = [
  "dialling_stopped",
  "sandbox_only",
  "not_permitted",
  "country_not_allowed",
  "do_not_call",
  "outside_calling_hours",
  "rung_too_often",
  "limit_reached",
] as const;
export type RingRefusalCode = (typeof RING_REFUSALS)[number];

/**
 * Why a number must not be rung. `until`: when it may be (ISO 8601), where that is known. `passes`: it may be as soon as another call is
 * over, and nobody knows when: `same_number`, one of the flow to the same number.
 */
export type RingRefusal = { code: RingRefusalCode; message: string; until?: string; passes?: true | "same_number" };

type Asked = {
  account: RingAccount;
  history: RingHistory;
  request: RingRequest;
  number: NumberFacts;
  place: Place | null;
};
type Rule = (asked: Asked) => RingRefusal | null;

/** Whether an account may ring a number. The same facts give the same answer, wherever and whenever they are asked again. */
export function mayRing(
  account: RingAccount,
  request: RingRequest,
  history: RingHistory = {},
): "allowed" | RingRefusal {
  const number = numberFacts(request.to);
  const asked = { account, history, request, number, place: placeOf(number) };
  for (const rule of RULES) {
    const refusal = rule(asked);
    if (refusal) return refusal;
  }
  return "allowed";
}

const stopped: Rule = ({ account, history }) => {
  if (!account.stopped && !history.isStopped) return null;
  const reason = account.stopped?.reason ? ` (${account.stopped.reason})` : "";
  return { code: "dialling_stopped", message: `All dialling of this account is stopped${reason}.` };
};

const callerIsOurs: Rule = ({ account, request }) => {
  const caller = account.caller(request.from);
  if ("why" in caller) return notPermitted(caller.why);
  if (!account.sandboxOnly || caller.isSandbox) return null;
  return { code: "sandbox_only", message: "This account may only use the sandbox carrier." };
};

const calleeIsOrdinary: Rule = ({ account, request: { to }, number, place }) => {
  if (account.own.has(to)) return notPermitted(`${to} is one of the account's own numbers.`);
  const refused = refusedNumber(to, number);
  if (refused) return notPermitted(refused);
  if (!costsCaller(to, number)) return null;
  // A network that bills its callers can be named like any other; a country's premium numbers cannot.
  if (place && place in NETWORKS && isListed(account, place)) return null;
  return notPermitted(`${to} is a premium-rate number.`);
};

const countryIsAllowed: Rule = ({ account, request: { to }, place }) => {
  if (place && isPlaceAllowed(account, place)) return null;
  const where = place ? placeText(place) : to;
  return { code: "country_not_allowed", message: `This account may not ring this country or network: ${where}.` };
};

const isNotOnTheList: Rule = ({ history, request: { to } }) =>
  history.doNotCall ? { code: "do_not_call", message: `${to} is on the account's do-not-call list.` } : null;

const isWithinHours: Rule = ({ account, request: { to, at, party, zone }, number, place }) => {
  const hours = party === "contact" && place ? hoursOf(account.rules.calling_hours, place) : [];
  if (hours.length === 0) return null;
  const zones = zone === undefined ? zonesOf(to, number) : [zone].filter(isTimeZone);
  const next = nextCallingTime(hours, zones, at);
  if (next === at) return null;
  const code = "outside_calling_hours";
  if (zones.length === 0)
    return { code, message: `The time where ${to} rings is not known, so its calling hours are not.` };
  const message = `It is outside the calling hours where ${to} rings (${zonesText(zones)}).`;
  return { code, message, ...(next ? { until: next } : {}) };
};

const isNotRungTooOften: Rule = ({ account, history, request: { to, at, party } }) => {
  const until =
    party === "contact" && history.earlier ? restUntil(account.rules.per_number, history.earlier, at) : null;
  return until ? { code: "rung_too_often", message: `${to} was rung as often as the account allows.`, until } : null;
};

const isAlone: Rule = ({ history, request: { to } }) =>
  history.isCalling
    ? { code: "limit_reached", message: `A call of this flow to ${to} is under way.`, passes: "same_number" }
    : null;

const SCOPE = { account: "This account", flow: "This flow", client: "This API client" };

const isWithinLimits: Rule = ({ history: { reached, isUnpriced }, request: { to } }) => {
  const code = "limit_reached";
  if (isUnpriced)
    return { code, message: `What a call to ${to} costs is not known, and what calls may cost a day is limited.` };
  if (!reached) return null;
  const message = `${SCOPE[reached.scope]} may ${reachedText(reached)}.`;
  return { code, message, ...("ends_at" in reached ? { until: reached.ends_at } : { passes: true }) };
};

function reachedText(reached: RingLimit | ReachedUse): string {
  if (reached.unit === "calls") return `have ${reached.most} calls at once, and has`;
  if (reached.unit === "minutes") return `call ${reached.most} minutes a day, and has`;
  if (reached.unit === "money") return `spend ${reached.most} ${reached.currency} a day, and this call would be more`;
  return `ring ${reached.most} times ${reached.unit === "hour" ? "an hour" : "a day"}, and has`;
}

/** In the order in which they are told: what an admin decides at once, what nobody may, what changes by itself. */
const RULES: readonly Rule[] = [
  stopped,
  callerIsOurs,
  calleeIsOrdinary,
  countryIsAllowed,
  isNotOnTheList,
  isWithinHours,
  isNotRungTooOften,
  isAlone,
  isWithinLimits,
];

function isListed({ rules }: RingAccount, place: Place): boolean {
  return rules.countries.allow === "listed" && rules.countries.places.includes(place);
}

function isPlaceAllowed(account: RingAccount, place: Place): boolean {
  const { allow } = account.rules.countries;
  if (allow === "any") return true;
  if (allow === "own") return !isNamedAlone(place) && account.own.countries.includes(place);
  return isListed(account, place);
}

/** Three zones are told, more are counted. */
function zonesText(zones: readonly string[]): string {
  return zones.length > 3 ? `${zones.length} time zones` : zones.join(", ");
}

const notPermitted = (message: string): RingRefusal => ({ code: "not_permitted", message });
