import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import type { JWK } from "jose";
import { wrongField } from "../../platform/parse-input";

const LEAST_RSA_BITS = 2048;

/**
 * The public key somebody pasted, as a JWK with nothing but the key: a JWK, a set of one, or PEM (key or certificate).
 * P-256 signs with ES256, RSA with RS256. Throws at the field `key`.
 */
export function parsePublicKey(text: string): JWK {
  const pasted = text.trim();
  if (!pasted) throw refused("Paste the public key that the client signs with.");
  const key = pasted.startsWith("{") ? fromJwk(pasted) : fromPem(pasted);
  const { kty, crv, x, y, n, e } = key.export({ format: "jwk" });
  if (kty === "EC") {
    if (crv !== "P-256") throw refused("Use a P-256 key for ES256, or an RSA key for RS256.");
    return { kty, crv, x, y } as JWK;
  }
  if (kty !== "RSA") throw refused("Use a P-256 key for ES256, or an RSA key for RS256.");
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_RSA_BITS)
    throw refused(`Use an RSA key of at least ${LEAST_RSA_BITS} bits.`);
  return { kty, n, e } as JWK;
}

function fromJwk(text: string): KeyObject {
  const jwk = onlyKey(text);
  if ("d" in jwk) throw refused("This is a private key: keep it where it is, and paste its public half.");
  return readable(() => createPublicKey({ key: jwk, format: "jwk" }));
}

function onlyKey(text: string): JsonWebKey {
  const value = readable(() => JSON.parse(text) as JsonWebKey & { keys?: JsonWebKey[] });
  if (!Array.isArray(value.keys)) return value;
  const [first, second] = value.keys;
  if (!first || second) throw refused("Paste one key of the set.");
  return first;
}

function fromPem(text: string): KeyObject {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    throw refused("This is a private key: keep it where it is, and paste its public half.");
  return readable(() => createPublicKey(text));
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw refused("This is no public key. Paste a JWK, or PEM that begins with -----BEGIN PUBLIC KEY-----.");
  }
}

const refused = (why: string) => wrongField("key", why, "invalid_request");
