// Proves that a message is Patchcord's, by Standard Webhooks 1.0.0; the npm package standardwebhooks does the same.
import { createHmac, timingSafeEqual } from "node:crypto";

/** Older messages are refused: somebody may have recorded them. */
const TOLERANCE_SECONDS = 300;

/**
 * @param {string} secret `whsec_…`, as it was shown
 * @param {import("node:http").IncomingHttpHeaders} headers
 * @param {string} body as it came
 */
export function verified(secret, headers, body) {
  const id = headers["webhook-id"];
  const at = headers["webhook-timestamp"];
  if (!(Math.abs(Date.now() / 1000 - Number(at)) < TOLERANCE_SECONDS)) return null;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest();
  const signatures = String(headers["webhook-signature"]).split(" ");
  const isProved = signatures.some((signature) => {
    const [version, text = ""] = signature.split(",");
    const given = Buffer.from(text, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isProved ? JSON.parse(body) : null;
}
