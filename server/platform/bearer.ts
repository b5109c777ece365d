import { createHash, timingSafeEqual } from "node:crypto";

/** Whether the `Authorization` header holds this token. Compares digests, so that the time it takes discloses neither the secret's length nor its content. */
export function isBearer(authorization: string | null | undefined, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${secret}`));
}
