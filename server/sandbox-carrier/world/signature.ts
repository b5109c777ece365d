import { createHmac } from "node:crypto";
import type { Params } from "./call";

/**
 * X-Twilio-Signature: HMAC-SHA1, base64, over the full URL with its query and then each form parameter's name and value,
 * sorted by name. Parameters of a GET are in the URL already. `url` has no fragment: it never leaves Twilio.
 */
export function sign(token: string, url: string, form: Params = {}): string {
  const hmac = createHmac("sha1", token).update(url);
  for (const name of Object.keys(form).sort()) hmac.update(name + form[name]);
  return hmac.digest("base64");
}
