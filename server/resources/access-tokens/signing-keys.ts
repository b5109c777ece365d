import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { log } from "../../platform/log";
import { PlainError } from "../../platform/logged-error";
import { processSingleton } from "../../platform/process-singleton";
import { seal, unseal } from "../../platform/secrets/envelope";
import { type StoredKey, signingKeys } from "./data";
import { addSigningKey } from "./mutations";

export const SIGNING_ALGORITHM = "ES256";
export const TOKEN_SECONDS = 600;
const MAX_AGE_SECONDS = 30 * 24 * 3600;
/** How long loaded keys are used: so long may a process sign with a key that another process has retired. */
const KEYS_FRESH_MS = 60_000;
/** Retired keys are published until the last token that they can have signed has expired, and as long again for clocks that differ. */
const PUBLISHED_SECONDS = 2 * (TOKEN_SECONDS + KEYS_FRESH_MS / 1000);
/** Unknown key ids make the process read the keys at most this often, so that invented ids cannot overload the database. */
const RELOAD_MS = 500;

type KeySet = { signing: { kid: string; key: CryptoKey }; verifying: Map<string, CryptoKey>; jwks: JWK[] };
type State = { current: Promise<KeySet> | null; loadedAt: number };

/** The signing key. Makes one where there is none or the present one is thirty days old. */
export async function signingKey(): Promise<{ kid: string; key: CryptoKey }> {
  return (await keySet(KEYS_FRESH_MS)).signing;
}

/** The public key for a token's `kid`; undefined where we never had such a key, or have retired it long ago. */
export async function verifyingKey(kid: string): Promise<CryptoKey | undefined> {
  const known = (await keySet(KEYS_FRESH_MS)).verifying.get(kid);
  return known ?? (await keySet(RELOAD_MS)).verifying.get(kid);
}

/** The JSON Web Key Set (RFC 7517) for those who verify our tokens. */
export async function publicKeys(): Promise<{ keys: JWK[] }> {
  return { keys: (await keySet(KEYS_FRESH_MS)).jwks };
}

/** Signs with a new key from now on; tokens of the old one stay valid. Other processes follow within a minute. */
export async function rotateSigningKey(): Promise<void> {
  await makeKey(0);
  state().current = null;
}

const state = () => processSingleton<State>("signing-keys", () => ({ current: null, loadedAt: 0 }));

/** The loaded keys; loads them where they are older than `maxAgeMs`. All callers share one load, and a failed one is repeated. */
function keySet(maxAgeMs: number): Promise<KeySet> {
  const keys = state();
  if (keys.current && Date.now() - keys.loadedAt < maxAgeMs) return keys.current;
  const loading = load();
  keys.current = loading;
  keys.loadedAt = Date.now();
  loading.catch(() => {
    if (keys.current === loading) keys.current = null;
  });
  return loading;
}

async function load(): Promise<KeySet> {
  let stored = await signingKeys(PUBLISHED_SECONDS);
  const first = stored[0];
  if (!first || first.retired || first.age_seconds > MAX_AGE_SECONDS) {
    await makeKey(MAX_AGE_SECONDS);
    stored = await signingKeys(PUBLISHED_SECONDS);
  }
  const opened = stored.flatMap((key) => open(key) ?? []);
  const active = opened.find(({ kid }) => kid === stored[0]?.kid);
  if (!active)
    throw new PlainError("The signing key was sealed with another ENCRYPTION_KEY: npm run keys:rotate makes one.");
  const verifying = await Promise.all(
    opened.map(async ({ kid, publicJwk }) => [kid, await importKey(publicJwk)] as const),
  );
  return {
    signing: { kid: active.kid, key: await importKey(active.privateJwk) },
    verifying: new Map(verifying),
    jwks: opened.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, use: "sig", alg: SIGNING_ALGORITHM })),
  };
}

/**
 * The pair of a stored key; null where it was not sealed with our key. The public half is taken from the sealed one: whoever
 * could write a row without ENCRYPTION_KEY would otherwise have a key of theirs trusted.
 */
function open({ kid, secret }: StoredKey): { kid: string; privateJwk: JWK; publicJwk: JWK } | null {
  try {
    const privateJwk: JWK = JSON.parse(unseal(secret, context(kid)));
    const { d: _, ...publicJwk } = privateJwk;
    return { kid, privateJwk, publicJwk };
  } catch {
    log.error({ kid }, "a signing key was sealed with another ENCRYPTION_KEY; its tokens are refused");
    return null;
  }
}

async function makeKey(maxAgeSeconds: number): Promise<void> {
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const secret = seal(JSON.stringify(await exportJWK(pair.privateKey)), context(kid));
  await addSigningKey(kid, publicJwk, secret, maxAgeSeconds);
}

const importKey = async (jwk: JWK) => (await importJWK(jwk, SIGNING_ALGORITHM)) as CryptoKey;
const context = (kid: string) => `oauth_signing_key:${kid}`;
