import type { Fault } from "../contract";
import { notPermitted, refusedNumber } from "../run/refusal";
import type { AccountRules } from "./simulation";

/** Refuses a number by the setup's rules; without rules only premium-rate numbers are refused. */
export function refusalUnder(rules: AccountRules | undefined) {
  return (from: string, to: string): Fault | null => {
    if (rules && !rules.numbers.includes(from)) return notPermitted(`${from} is not a number of this account.`);
    return refusedNumber(to, {
      own: (number) => rules?.numbers.includes(number) ?? false,
      countries: rules?.countries ?? [],
    });
  };
}
