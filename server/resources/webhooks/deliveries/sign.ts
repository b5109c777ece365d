import { createHmac } from "node:crypto";
import { keyOf } from "../endpoints/secret";

/**
 * The headers that prove a message by Standard Webhooks 1.0.0: `id` is the event's, the same in each try; `at` the try's moment in
 * seconds. One signature a secret, so that a receiver with either of two is satisfied while they are changed.
 */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  at: number,
  body: string,
): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const signature = createHmac("sha256", keyOf(secret)).update(`${id}.${at}.${body}`).digest("base64");
    return `v1,${signature}`;
  });
  return { "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": signatures.join(" ") };
}
