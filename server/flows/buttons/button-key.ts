import type { AccountId } from "../../ports/ids";
import { accountOfClientId, mintClientId } from "../../resources/clients/client-id";

const PREFIX = "pb_";

/** Makes a button's public key, which names its account as a client id does. */
export function mintButtonKey(account: AccountId): string {
  return PREFIX + mintClientId(account).replace(".", "");
}

/** The account that a key names; null for text of another shape. It does not prove that the button exists. */
export function accountOfButtonKey(key: string): AccountId | null {
  const rest = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : "";
  return accountOfClientId(`${rest.slice(0, 22)}.${rest.slice(22)}`);
}
