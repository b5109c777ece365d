import type { PortAnswer } from "@/engine/contract";
import type { Http } from "../../ports/http";
import type { AccountId } from "../../ports/ids";
import type { Port } from "../../ports/port-call";
import type { TimeLeft } from "./client";
import { readLogin } from "./data";
import { SalesforceFault, timedOut } from "./fault";
import { runQuery } from "./query";
import { sessionOf } from "./sessions";
import type { Session } from "./sign-in";

const NOT_CONNECTED: PortAnswer = {
  ok: false,
  code: "salesforce_not_connected",
  message: "This account has no Salesforce connection. Set it up in Admin > Salesforce.",
};

/** The salesforce port: runs queries over the account's Salesforce connection. */
export function salesforcePort(http: Http): Port {
  return {
    // A query changes nothing.
    isRepeatable: async () => true,
    call: async (account, { request, timeoutMs, signal }) => {
      const deadline = performance.now() + timeoutMs;
      const { query } = request as { query: string };
      // The query may wait for a sign-in that other calls share, so it can outlast this call's timeout.
      const answer = runPortQuery(http, account, query, () => deadline - performance.now());
      try {
        return await Promise.race([answer, rejectOnAbort(signal)]);
      } catch (error) {
        if (error instanceof SalesforceFault) return error.refused;
        throw error;
      }
    },
  };
}

async function runPortQuery(http: Http, account: AccountId, query: string, timeLeft: TimeLeft): Promise<PortAnswer> {
  const login = await readLogin(account);
  if (!login) return NOT_CONNECTED;
  const session = await sessionOf(http, account, login);
  const renew = (expired: Session) => sessionOf(http, account, login, expired);
  const value = await runQuery(http, timeLeft, { session, apiVersion: login.apiVersion, renew }, query);
  return { ok: true, value };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const rejectNow = () => reject(timedOut());
    if (signal.aborted) rejectNow();
    else signal.addEventListener("abort", rejectNow, { once: true });
  });
}
