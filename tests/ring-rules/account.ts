import { countryOf } from "@/engine/phone-number";
import type { RingAccount } from "@/engine/ring-rules/may-ring";
import { type RingRules, ringRules } from "@/engine/ring-rules/rules";

export const OWN = "+12025550101";
export const SANDBOX = "+12025550102";

/** An account with a number at a carrier and one in the sandbox, under rules of which only what differs from a new account's is said. */
export function ringAccount(rules: Partial<RingRules> = {}, more: Partial<RingAccount> = {}): RingAccount {
  const own = [OWN, SANDBOX];
  return {
    rules: ringRules.parse(rules),
    ...{ stopped: null, sandboxOnly: false, timeZone: "UTC" },
    own: { has: (number) => own.includes(number), countries: own.flatMap((number) => countryOf(number) ?? []) },
    caller: (number) =>
      own.includes(number) ? { isSandbox: number === SANDBOX } : { why: `${number} is not a number of this account.` },
    ...more,
  };
}
