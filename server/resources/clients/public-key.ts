import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import type { JWK } from "jose";
import { wrongField } from "../../platform/parse-input";

const MIN_RSA_BITS = 2048;

/**
 * Parses a pasted public key (a JWK, a JWK set of one key, or PEM of a key or certificate) into a JWK with only the key's own members.
 * Takes P-256 for ES256 and RSA for RS256. Throws `invalid_request` at the field `key`.
 */
export function parsePublicKey(text: string): JWK {
  const pasted = text.trim();
  if (!pasted) throw refused("Paste the public key that the client signs with.");
  const key = pasted.startsWith("{") ? parseJwk(pasted) : parsePem(pasted);
  const { kty, crv, x, y, n, e } = key.export({ format: "jwk" });
  if (kty === "EC") {
    if (crv !== "P-256") throw refused("Use a P-256 key for ES256, or an RSA key for RS256.");
    return { kty, crv, x, y } as JWK;
  }
  if (kty !== "RSA") throw refused("Use a P-256 key for ES256, or an RSA key for RS256.");
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS)
    throw refused(`Use an RSA key of at least ${MIN_RSA_BITS} bits.`);
  return { kty, n, e } as JWK;
}

function parseJwk(text: string): KeyObject {
  const jwk = soleJwk(text);
  if ("d" in jwk) throw refused("This is a private key: keep it where it is, and paste its public half.");
  return parseOrRefuse(() => createPublicKey({ key: jwk, format: "jwk" }));
}

function soleJwk(text: string): JsonWebKey {
  const value = parseOrRefuse(() => JSON.parse(text) as JsonWebKey & { keys?: JsonWebKey[] });
  if (!Array.isArray(value.keys)) return value;
  const [first, second] = value.keys;
  if (!first || second) throw refused("Paste one key of the set.");
  return first;
}

function parsePem(text: string): KeyObject {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    throw refused("This is a private key: keep it where it is, and paste its public half.");
  return parseOrRefuse(() => createPublicKey(text));
}

function parseOrRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw refused("This is no public key. Paste a JWK, or PEM that begins with -----BEGIN PUBLIC KEY-----.");
  }
}

const refused = (why: string) => wrongField("key", why, "invalid_request");
