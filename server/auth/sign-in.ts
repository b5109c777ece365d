import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { clientNetwork } from "../platform/client-network";
import { log } from "../platform/log";
import { processSingleton } from "../platform/process-singleton";
import { verifyPassword } from "../platform/secrets/password";
import { findUser, openSession } from "../resources/sessions/data";
import { type Asker, type FairQueue, fairQueue, QueueFull } from "./fair-queue";
import { knownBrowser } from "./known-browser";
import { countTry, forgiveTry, TooManyTries, type Try } from "./throttle";

export const SESSION_SECONDS = 7 * 24 * 3600;
/** Half of the cores: sixty guesses at once kept both of two busy, and the calls beside them waited 0.3 s longer. */
const CHECKS_AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));
/** A check takes 0.3 s on an idle core: who waits behind so many waits a second or two. */
const CHECKS_WAITING = 8;
/** When to try again where more wait than that. */
const BUSY_SECONDS = 2;

export type SignedIn = { id: string; name: string; email: string; session: string };

/**
 * Checks a password and opens a session; null for a wrong one. `cookies`: the browser's, which may prove that the user has
 * signed in with it before. Throws TooManyTries, also where too many passwords wait to be checked.
 */
export async function signIn(
  emailTyped: string,
  password: string,
  address: string,
  cookies?: string,
): Promise<SignedIn | null> {
  const email = emailTyped.trim().toLowerCase();
  const one: Try = { email, address, browser: knownBrowser(cookies, email) };
  await countTry(one);
  const user = await findUser(email);
  const asker = { from: clientNetwork(address), first: one.browser !== null };
  const matches = await limitPasswordWork(asker, () => verifyPassword(password, user?.password_hash ?? null)).catch(
    async (error: unknown) => {
      await forgiveTry(one);
      throw error;
    },
  );
  if (!user || !matches) {
    log.info({ event: "sign_in_refused", address }, "sign-in refused");
    return null;
  }
  await forgiveTry(one);
  return { id: user.user_id, name: user.name, email, session: await startSession(user.user_id, user.account_id) };
}

/** Runs a password hash or check, few at a time in a process: each takes 128 MiB and a core. Throws TooManyTries where too many wait. */
export async function limitPasswordWork<T>(asker: Asker, work: () => Promise<T>): Promise<T> {
  const queue = processSingleton<FairQueue>("password-checks", () =>
    fairQueue({ atOnce: CHECKS_AT_ONCE, mostWaiting: CHECKS_WAITING }),
  );
  try {
    return await queue(asker, work);
  } catch (error) {
    if (error instanceof QueueFull) throw new TooManyTries(BUSY_SECONDS);
    throw error;
  }
}

/** Opens a session for a user who has authenticated; returns its id. */
export async function startSession(user: string, account: string): Promise<string> {
  const session = randomUUID();
  await openSession(session, user, account, new Date(Date.now() + SESSION_SECONDS * 1000));
  return session;
}
