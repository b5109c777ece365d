import type { Fault } from "@/engine/contract";
import { notPermitted, refusedNumber } from "@/engine/run/refusal";
import type { AccountFacts } from "../ports/store";

/**
 * Why the account's rules forbid a call (docs/carriers.md, "Dialing"): `from` must be a number of the account; `to` must be in
 * an allowed country, no premium number and none of the account's own; a sandbox-only account may use no other carrier. Null:
 * permitted.
 */
export function refusal(facts: AccountFacts, from: string, to: string): Fault | null {
  const number = facts.numbers.get(from);
  if (!number) return notPermitted(`${from} is not a number of this account.`);
  if (!number.voiceEnabled) return notPermitted(`${from} is not enabled for voice.`);
  const carrier = facts.carriers.get(number.carrierId);
  if (!carrier) return notPermitted(`${from} has no carrier.`);
  if (facts.sandboxOnly && !carrier.sandbox) return notPermitted("This account may only use the sandbox carrier.");
  return refusedNumber(to, { own: (one) => facts.numbers.has(one), countries: facts.allowedCountries });
}
