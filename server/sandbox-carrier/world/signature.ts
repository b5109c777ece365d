import { createHmac } from "node:crypto";
import type { Account } from "./accounts";
import type { Params } from "./call";

/**
 * The headers that prove who sent a webhook. X-Twilio-Signature is an HMAC, in base64, over the full URL with its query and then
 * each form parameter's name and value, sorted by name. Parameters of a GET are in the URL already. `url` has no fragment: it never
 * leaves Twilio. By SHA-1 with the account's token, or, where it has a shared key, by SHA-256 with that, which a second header says.
 */
export function signatureHeaders(account: Account | undefined, url: string, form: Params = {}): Record<string, string> {
  const key = account?.sharedKey;
  if (!key) return { "X-Twilio-Signature": hmac("sha1", account?.tokens[0] ?? "", url, form) };
  return {
    "X-Twilio-Signature": hmac("sha256", key.secret, url, form),
    "X-Twilio-Webhooks-Signature-Settings": `key=${key.id},algorithm=HMAC_SHA256`,
  };
}

function hmac(hash: "sha1" | "sha256", secret: string, url: string, form: Params): string {
  const made = createHmac(hash, secret).update(url);
  for (const name of Object.keys(form).sort()) made.update(name + form[name]);
  return made.digest("base64");
}
