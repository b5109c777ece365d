import { wrongField } from "../../platform/parse-input";
import { seal } from "../../platform/secrets/envelope";
import type { CarrierKey, CarrierSecrets } from "../../ports/voice";
import { carrierContext } from "../../storage/account-facts";

/** The form's tokens and keys. An empty secret keeps the stored one, an empty id takes the key away. */
export type EnteredSecrets = {
  token: string;
  apiKeyId: string;
  apiKeySecret: string;
  sharedKeyId: string;
  sharedKeySecret: string;
};

export function sealSecrets(account: string, carrier: string, secrets: CarrierSecrets): Uint8Array<ArrayBuffer> {
  return seal(JSON.stringify(secrets), carrierContext(account, carrier));
}

/** Separates what is sealed from what is stored as it is. */
export function takeSecrets<T extends EnteredSecrets>(form: T) {
  const { token, apiKeyId, apiKeySecret, sharedKeyId, sharedKeySecret, ...values } = form;
  return { entered: { token, apiKeyId, apiKeySecret, sharedKeyId, sharedKeySecret }, values };
}

/**
 * A row's secrets once the form is saved. `stored`: null where there are none, or where they may not be used again, since they
 * would go to another address or account. `keepOld`: what the carrier signs with stays good beside its replacement. Throws
 * `invalid_request` at the field that lacks a secret.
 */
export function nextSecrets(stored: CarrierSecrets | null, entered: EnteredSecrets, keepOld: boolean): CarrierSecrets {
  const { token } = entered;
  const [currentToken] = stored?.tokens ?? [];
  const tokens = token
    ? [token, ...(keepOld && currentToken && currentToken !== token ? [currentToken] : [])]
    : stored?.tokens;
  if (!tokens)
    throw wrongField(
      "token",
      "Enter the token that the carrier's console shows: none is stored for this address and account.",
      "invalid_request",
    );
  const apiKey = nextKey("apiKey", entered, stored?.apiKey ?? null);
  const [current = null] = stored?.sharedKeys ?? [];
  const sharedKey = nextKey("sharedKey", entered, current);
  return { tokens, sharedKeys: nextSharedKeys(sharedKey, current, stored, keepOld), apiKey };
}

function nextSharedKeys(
  next: CarrierKey | null,
  current: CarrierKey | null,
  stored: CarrierSecrets | null,
  keepOld: boolean,
): CarrierKey[] {
  if (!next) return [];
  if (next === current) return stored?.sharedKeys ?? [];
  return keepOld && current && current.secret !== next.secret ? [next, current] : [next];
}

function nextKey(
  which: "apiKey" | "sharedKey",
  entered: EnteredSecrets,
  current: CarrierKey | null,
): CarrierKey | null {
  const id = entered[`${which}Id`];
  const secret = entered[`${which}Secret`];
  if (id && secret) return { id, secret };
  if (secret) throw wrongField(`${which}Id`, "Say which key this secret is of.", "invalid_request");
  if (!id) return null;
  if (current?.id === id) return current;
  throw wrongField(
    `${which}Secret`,
    "Enter the key's secret: none is stored for this key at this address and account.",
    "invalid_request",
  );
}
