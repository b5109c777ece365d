import { BoundedMap } from "@/engine/bounded-map";
import { processSingleton } from "../../platform/process-singleton";
import type { Http } from "../../ports/http";
import type { AccountId } from "../../ports/ids";
import type { StoredLogin } from "./data";
import { recordSignIn } from "./mutations";
import { type Session, signIn } from "./sign-in";

/** Calls share a sign-in, so it has a timeout of its own. */
const SIGN_IN_TIMEOUT_MS = 10_000;
const MAX_SESSIONS = 5000;

type SessionEntry = { revision: number; session: Promise<Session> };

const sessionCache = () =>
  processSingleton("salesforce-sessions", () => new BoundedMap<AccountId, SessionEntry>(MAX_SESSIONS));

/**
 * The account's session with Salesforce; a process signs in once for each revision of the connection. `expired`: a session that
 * Salesforce does not accept any more; the first caller that notices opens the next one, which the others get as well.
 */
export async function sessionOf(
  http: Http,
  account: AccountId,
  login: StoredLogin,
  expired: Session | null = null,
): Promise<Session> {
  const sessions = sessionCache();
  const cached = sessions.get(account);
  if (cached?.revision === login.revision) {
    const session = await cached.session;
    if (session !== expired) return session;
    if (sessions.get(account) !== cached) return sessionOf(http, account, login, expired);
  }
  const created: SessionEntry = { revision: login.revision, session: signInAndRecord(http, account, login) };
  sessions.set(account, created);
  created.session.catch(() => {
    if (sessions.get(account) === created) sessions.delete(account);
  });
  return created.session;
}

async function signInAndRecord(http: Http, account: AccountId, login: StoredLogin): Promise<Session> {
  try {
    const session = await signIn(http, login, SIGN_IN_TIMEOUT_MS);
    await recordSignIn(account, login.revision, null);
    return session;
  } catch (error) {
    await recordSignIn(account, login.revision, (error as Error).message);
    throw error;
  }
}
