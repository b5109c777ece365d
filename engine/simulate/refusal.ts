import type { Advance } from "../burst";
import type { Effect, Fault, ResumeBody, Verb } from "../contract";
import { countryOf, isPremium } from "../phone-number";
import type { AccountRules } from "./simulation";

/** A number that the account's rules keep from ringing comes back to the engine as the dial's or forward's end. */
export function refusedBy(rules: AccountRules | undefined, { effects, verbs, state }: Advance): ResumeBody | null {
  const dial = effects.find((effect): effect is Extract<Effect, { effect: "dial" }> => effect.effect === "dial");
  const notDialled = dial && refusal(rules, dial.from, dial.to);
  if (notDialled) return { kind: "dial_ended", result: "failed", error: notDialled };
  const forward = verbs?.find((verb): verb is Extract<Verb, { verb: "forward" }> => verb.verb === "forward");
  const notForwarded = forward && state.call.from !== null && refusal(rules, state.call.from, forward.to);
  if (notForwarded) return { kind: "forward_ended", result: "failed", contact_live: true, error: notForwarded };
  return null;
}

function refusal(rules: AccountRules | undefined, from: string, to: string): Fault | null {
  if (isPremium(to)) return notPermitted(`${to} is a premium-rate number.`);
  if (!rules) return null;
  if (!rules.numbers.includes(from)) return notPermitted(`${from} is not a number of this account.`);
  if (rules.numbers.includes(to)) return notPermitted(`${to} is one of the account's own numbers.`);
  const country = countryOf(to);
  if (rules.countries.length === 0 || rules.countries.includes(country ?? "")) return null;
  return notPermitted(`Calls to ${country ?? "this country"} are not allowed for this account.`);
}

function notPermitted(message: string): Fault {
  return { code: "not_permitted", message };
}
