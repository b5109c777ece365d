import { randomUUID } from "node:crypto";
import { log } from "../log";
import { once } from "../process-state";
import { verifyPassword } from "../secrets/password";
import { findUser, openSession } from "./data";
import { fewAtOnce } from "./few-at-once";
import { countTry, forgiveTries } from "./throttle";

export const SESSION_SECONDS = 7 * 24 * 3600;
const CHECKS_AT_ONCE = 2;

export type SignedIn = { id: string; name: string; email: string; session: string };

/** Refused because of too many tries; `seconds` until the next one counts. */
export class TooManyTries extends Error {
  constructor(seconds: number) {
    super(`too_many_tries:${seconds}`);
  }
}

/** Checks a password and opens a session; null for a wrong one. Throws TooManyTries. */
export async function signIn(emailTyped: string, password: string, address: string): Promise<SignedIn | null> {
  const email = emailTyped.trim().toLowerCase();
  const wait = await countTry(email, address);
  if (wait !== null) throw new TooManyTries(wait);
  const user = await findUser(email);
  const check = once("password-checks", () => fewAtOnce(CHECKS_AT_ONCE));
  const right = await check(() => verifyPassword(password, user?.password_hash ?? null));
  if (!user || !right) {
    log.info({ event: "sign_in_refused", address }, "sign-in refused");
    return null;
  }
  await forgiveTries(email, address);
  const session = randomUUID();
  await openSession(session, user.user_id, user.account_id, new Date(Date.now() + SESSION_SECONDS * 1000));
  return { id: user.user_id, name: user.name, email, session };
}
