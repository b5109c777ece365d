import { checked } from "../platform/checked";
import { hashPassword } from "../platform/secrets/password";
import { readLink } from "../resources/users/data";
import { spendLink } from "../resources/users/mutations";
import { type Welcome, welcomeSchema } from "../resources/users/schema";
import { openSessionOf, passwordWork, type SignedIn } from "./sign-in";
import { countTry, forgiveTries, TooManyTries } from "./throttle";

/** Stands in the throttle where a sign-in has an email address: links are counted by address alone. */
const LINKS = "one-time link";

/** Whom a one-time link is for, or null for one that is not good (any more). Throws TooManyTries. */
export async function openLink(token: string, address: string) {
  const wait = await countTry(LINKS, address);
  if (wait !== null) throw new TooManyTries(wait);
  const link = await readLink(token);
  if (link) await forgiveTries(LINKS, address);
  return link;
}

/** Uses a one-time link up: sets name and password, and signs in. Null as for openLink; throws `invalid_request`. */
export async function welcome(token: string, given: Welcome, address: string): Promise<SignedIn | null> {
  // Looked at first: a password is only worth its 0.3 s where the link is good.
  if (!(await openLink(token, address))) return null;
  const { name, password } = checked(welcomeSchema, given);
  const passwordHash = await passwordWork(() => hashPassword(password));
  const used = await spendLink(token, { name, passwordHash });
  if (!used) return null;
  const session = await openSessionOf(used.user, used.account);
  return { id: used.user, name, email: used.email, session };
}
