import type { Http } from "../../ports/http";
import type { Login } from "./data";
import { SalesforceFault } from "./fault";
import { runCheck } from "./query";
import { signIn } from "./sign-in";

/** The longest that an admin waits for a test. */
const CHECK_TIMEOUT_MS = 10_000;

export type ConnectionCheck = { result: "ok"; instanceUrl: string } | { result: "refused"; message: string };

/** Signs in with a new session and makes one request. Changes nothing, and does not keep the session. Throws only faults that are not Salesforce's. */
export async function checkConnection(http: Http, login: Login): Promise<ConnectionCheck> {
  const deadline = performance.now() + CHECK_TIMEOUT_MS;
  const timeLeft = () => deadline - performance.now();
  try {
    const session = await signIn(http, login, CHECK_TIMEOUT_MS);
    const renew = async () => {
      throw new SalesforceFault("salesforce_invalid_session_id", "Salesforce refuses the session it has just opened.");
    };
    await runCheck(http, timeLeft, { session, apiVersion: login.apiVersion, renew });
    return { result: "ok", instanceUrl: session.instanceUrl };
  } catch (error) {
    if (error instanceof SalesforceFault) return { result: "refused", message: error.message };
    throw error;
  }
}
