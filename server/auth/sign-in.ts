import { randomUUID } from "node:crypto";
import { log } from "../platform/log";
import { processSingleton } from "../platform/process-singleton";
import { verifyPassword } from "../platform/secrets/password";
import { findUser, openSession } from "../resources/sessions/data";
import { limitConcurrency } from "./limit-concurrency";
import { clearTries, countTry, TooManyTries } from "./throttle";

export const SESSION_SECONDS = 7 * 24 * 3600;
const CHECKS_AT_ONCE = 2;

export type SignedIn = { id: string; name: string; email: string; session: string };

/** Checks a password and opens a session; null for a wrong one. Throws TooManyTries. */
export async function signIn(emailTyped: string, password: string, address: string): Promise<SignedIn | null> {
  const email = emailTyped.trim().toLowerCase();
  const wait = await countTry(email, address);
  if (wait !== null) throw new TooManyTries(wait);
  const user = await findUser(email);
  const matches = await limitPasswordWork(() => verifyPassword(password, user?.password_hash ?? null));
  if (!user || !matches) {
    log.info({ event: "sign_in_refused", address }, "sign-in refused");
    return null;
  }
  await clearTries(email, address);
  return { id: user.user_id, name: user.name, email, session: await startSession(user.user_id, user.account_id) };
}

/** Runs a password hash or check, two at a time in a process: each takes 128 MiB. */
export function limitPasswordWork<T>(work: () => Promise<T>): Promise<T> {
  return processSingleton("password-checks", () => limitConcurrency(CHECKS_AT_ONCE))(work);
}

/** Opens a session for a user who has authenticated; returns its id. */
export async function startSession(user: string, account: string): Promise<string> {
  const session = randomUUID();
  await openSession(session, user, account, new Date(Date.now() + SESSION_SECONDS * 1000));
  return session;
}
