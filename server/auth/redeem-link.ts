import { clientNetwork } from "../platform/client-network";
import { parseInput } from "../platform/parse-input";
import { hashPassword } from "../platform/secrets/password";
import { readLink } from "../resources/users/data";
import { markLinkUsed } from "../resources/users/mutations";
import { type RedeemLinkInput, redeemLinkSchema } from "../resources/users/schema";
import { limitPasswordWork, type SignedIn, startSession } from "./sign-in";
import { countTry, forgiveTry, type Try } from "./throttle";

/** The user whom a one-time link is for; null where the link is unknown, used or too old. Throws TooManyTries. */
export async function openLink(token: string, address: string) {
  const one: Try = { email: null, address, browser: null };
  await countTry(one);
  const link = await readLink(token);
  if (link) await forgiveTry(one);
  return link;
}

/** Uses up a one-time link: sets the user's name and password and signs them in. Null as for `openLink`; throws `invalid_request`. */
export async function redeemLink(token: string, given: RedeemLinkInput, address: string): Promise<SignedIn | null> {
  // Check the link first: hashing the password takes 0.3 s, which only a good link is worth.
  if (!(await openLink(token, address))) return null;
  const { name, password } = parseInput(redeemLinkSchema, given);
  const passwordHash = await limitPasswordWork({ from: clientNetwork(address), first: true }, () =>
    hashPassword(password),
  );
  const used = await markLinkUsed(token, { name, passwordHash });
  if (!used) return null;
  const session = await startSession(used.user, used.account);
  return { id: used.user, name, email: used.email, session };
}
