import type { AccountId } from "../ports/ids";
import { projectNext, reportingAccounts, turnMonths } from "../reports/projection/mutations";

/** Interactions of one transaction: it holds an account's mark for some tens of milliseconds. */
const LIMIT = 100;
/** As long as it takes at most before it rests: calls come first, and what is left over is done a second later. */
const BUSY_MS = 250;
const DEEP_MS = 60_000;
const MONTHS_MS = 3_600_000;

/** What reports are made from follows the logs, once a second; the first look finds what was missed while no worker ran. */
export function factProjector(): () => Promise<void> {
  let accounts: AccountId[] = [];
  let deepAt = 0;
  let monthsAt = 0;
  return async () => {
    const began = Date.now();
    const deep = began >= deepAt;
    if (deep) {
      accounts = await reportingAccounts();
      deepAt = began + DEEP_MS;
    }
    if (began >= monthsAt) {
      await turnMonths(accounts);
      monthsAt = began + MONTHS_MS;
    }
    let isBehind = await projectNext(accounts, LIMIT, deep);
    while (isBehind && Date.now() - began < BUSY_MS) isBehind = await projectNext(accounts, LIMIT, false);
  };
}
