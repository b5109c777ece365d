import type { Effect, Fault, ResumeBody, Verb } from "../contract";
import { countryOf, isPremium } from "../phone-number";
import type { Advance } from "./burst";

type Dial = Extract<Effect, { effect: "dial" }>;
type QueueCallback = Extract<Effect, { effect: "queue_callback" }>;
type Forward = Extract<Verb, { verb: "forward" }>;

export const dialOf = (effects: readonly Effect[]): Dial | undefined =>
  effects.find((effect): effect is Dial => effect.effect === "dial");
const callbackOf = (effects: readonly Effect[]): QueueCallback | undefined =>
  effects.find((effect): effect is QueueCallback => effect.effect === "queue_callback");
const forwardOf = (verbs: readonly Verb[] | undefined): Forward | undefined =>
  verbs?.find((verb): verb is Forward => verb.verb === "forward");

/**
 * The resume, with a fault, that ends a dial, callback or forward to a number that must not be called; null if every number
 * may be. `refusal`: why `to` must not be called from `from`, or null.
 */
export function refusedBy(
  { effects, verbs, state }: Pick<Advance, "effects" | "verbs" | "state">,
  refusal: (from: string, to: string) => Fault | null,
): ResumeBody | null {
  const dial = dialOf(effects);
  const notDialled = dial && refusal(dial.from, dial.to);
  if (notDialled) return { kind: "dial_ended", result: "failed", error: notDialled };
  const callback = callbackOf(effects);
  const notQueued = callback && refusal(callback.from, callback.number);
  if (notQueued) return { kind: "callback_ended", result: "failed", error: notQueued };
  const forward = forwardOf(verbs);
  const notForwarded = forward && state.call.from !== null && refusal(state.call.from, forward.to);
  if (notForwarded) return { kind: "forward_ended", result: "failed", contact_live: true, error: notForwarded };
  return null;
}

/** Why an account must not call `to`: its own number, a premium-rate number, or not in an allowed country (none listed = all); else null. */
export function refusedNumber(
  to: string,
  { own, countries }: { own: (number: string) => boolean; countries: readonly string[] },
): Fault | null {
  if (own(to)) return notPermitted(`${to} is one of the account's own numbers.`);
  if (isPremium(to)) return notPermitted(`${to} is a premium-rate number.`);
  const country = countryOf(to);
  if (countries.length === 0 || countries.includes(country ?? "")) return null;
  return notPermitted(`Calls to ${country ?? "this country"} are not allowed for this account.`);
}

export function notPermitted(message: string): Fault {
  return { code: "not_permitted", message };
}
