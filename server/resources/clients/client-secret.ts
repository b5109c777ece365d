import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const SECRET_BYTES = 32;
/** Stands in for the hash of an unknown client, so that the check takes as long as for a wrong secret. */
const NO_HASH = Buffer.alloc(32);

export function mintClientSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/**
 * SHA-256, not a slow hash: the secret has 256 random bits, which cannot be guessed at any speed. A slow hash protects passwords
 * that people choose, and would make the token endpoint easy to overload.
 */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret, "utf8").digest());
}

export function secretMatches(secret: string, stored: Uint8Array | null): boolean {
  const expected = stored?.length === NO_HASH.length ? stored : NO_HASH;
  return timingSafeEqual(hashSecret(secret), expected) && expected !== NO_HASH;
}
