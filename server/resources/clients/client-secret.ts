import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const SECRET_BYTES = 32;
/** Compared with where there is nothing to compare with, so that an unknown client takes as long as a wrong secret. */
const NO_HASH = Buffer.alloc(32);

export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/**
 * SHA-256 and no slow hash: the secret is 256 random bits of ours, which cannot be guessed at any speed. A slow hash
 * protects what people choose, and would make the token endpoint the cheapest thing to overload.
 */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret, "utf8").digest());
}

export function secretMatches(secret: string, stored: Uint8Array | null): boolean {
  const expected = stored?.length === NO_HASH.length ? stored : NO_HASH;
  return timingSafeEqual(hashSecret(secret), expected) && expected !== NO_HASH;
}
