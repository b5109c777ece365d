import { BoundedMap } from "@/engine/bounded-map";
import { processSingleton } from "../../platform/process-singleton";
import type { Http } from "../../ports/http";
import type { AccountId } from "../../ports/ids";
import type { StoredLogin } from "./data";
import { noteSignIn } from "./mutations";
import { type Session, signIn } from "./sign-in";

/** A sign-in is shared by whoever waits for it, so it has its own time. */
const SIGN_IN_MS = 10_000;
const MOST_SESSIONS = 5000;

type Kept = { revision: number; session: Promise<Session> };

const kept = () => processSingleton("salesforce-sessions", () => new BoundedMap<AccountId, Kept>(MOST_SESSIONS));

/**
 * The account's session with Salesforce: signed in once a process and revision of the connection. `expired` is one that
 * Salesforce takes no more; whoever notices first makes the next one, and the others get it.
 */
export async function sessionOf(
  http: Http,
  account: AccountId,
  login: StoredLogin,
  expired: Session | null = null,
): Promise<Session> {
  const sessions = kept();
  const known = sessions.get(account);
  if (known?.revision === login.revision) {
    const session = await known.session;
    if (session !== expired) return session;
    if (sessions.get(account) !== known) return sessionOf(http, account, login, expired);
  }
  const made: Kept = { revision: login.revision, session: signInAndNote(http, account, login) };
  sessions.set(account, made);
  made.session.catch(() => {
    if (sessions.get(account) === made) sessions.delete(account);
  });
  return made.session;
}

async function signInAndNote(http: Http, account: AccountId, login: StoredLogin): Promise<Session> {
  try {
    const session = await signIn(http, login, SIGN_IN_MS);
    await noteSignIn(account, login.revision, null);
    return session;
  } catch (error) {
    await noteSignIn(account, login.revision, (error as Error).message);
    throw error;
  }
}
