import type { Effect, Fault, Verb } from "@/engine/contract";
import { countryOf, isPremium } from "@/engine/phone-number";
import type { AccountFacts } from "../ports/store";

/**
 * The account's rules for every number that is to ring (architecture.md, "Dialing", 5): allowed countries, no premium
 * numbers, not its own numbers, and an account that may only use a sandbox uses no other carrier. Null: permitted.
 */
export function refusal(facts: AccountFacts, from: string, to: string): Fault | null {
  const number = facts.numbers.get(from);
  if (!number) return notPermitted(`${from} is not a number of this account.`);
  if (!number.voiceEnabled) return notPermitted(`${from} is not enabled for voice.`);
  const carrier = facts.carriers.get(number.carrierId);
  if (!carrier) return notPermitted(`${from} has no carrier.`);
  if (facts.sandboxOnly && !carrier.sandbox) return notPermitted("This account may only use the sandbox carrier.");
  if (facts.numbers.has(to)) return notPermitted(`${to} is one of the account's own numbers.`);
  if (isPremium(to)) return notPermitted(`${to} is a premium-rate number.`);
  const country = countryOf(to);
  if (facts.allowedCountries.length > 0 && !facts.allowedCountries.includes(country ?? "")) {
    return notPermitted(`Calls to ${country ?? "this country"} are not allowed for this account.`);
  }
  return null;
}

function notPermitted(message: string): Fault {
  return { code: "not_permitted", message };
}

type Dial = Extract<Effect, { effect: "dial" }>;
type Forward = Extract<Verb, { verb: "forward" }>;

export const dialOf = (effects: Effect[]): Dial | undefined =>
  effects.find((effect): effect is Dial => effect.effect === "dial");
export const forwardOf = (verbs: Verb[] | undefined): Forward | undefined =>
  verbs?.find((verb): verb is Forward => verb.verb === "forward");
