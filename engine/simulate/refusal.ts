import { countryOf } from "../phone-number";
import { mayRing, type RingAccount } from "../ring-rules/may-ring";
import { NEW_ACCOUNT_RULES } from "../ring-rules/rules";
import type { MayRing } from "../run/refusal";
import type { AccountRules } from "./simulation";

/** Decides by the setup's account as the runtime does by a real one; without an account only what nobody may ring is refused. */
export function mayRingUnder(account: AccountRules | undefined): MayRing {
  const facts = account ? accountOf(account) : ANY;
  return (request) => mayRing(facts, request, account?.history);
}

function accountOf({ numbers, ring_rules: rules, time_zone: timeZone, stopped }: AccountRules): RingAccount {
  return {
    ...{ rules, timeZone, stopped, sandboxOnly: false },
    own: {
      has: (number) => numbers.includes(number),
      countries: numbers.flatMap((number) => countryOf(number) ?? []),
    },
    caller: (number) =>
      numbers.includes(number) ? { isSandbox: false } : { why: `${number} is not a number of this account.` },
  };
}

const ANY: RingAccount = {
  rules: { ...NEW_ACCOUNT_RULES, countries: { allow: "any" } },
  ...{ stopped: null, sandboxOnly: false, timeZone: "UTC" },
  own: { has: () => false, countries: [] },
  caller: () => ({ isSandbox: true }),
};
