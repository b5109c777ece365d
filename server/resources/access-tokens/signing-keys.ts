import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { processSingleton } from "../../platform/process-singleton";
import { seal, unseal } from "../../platform/secrets/envelope";
import { type StoredKey, signingKeys } from "./data";
import { addSigningKey } from "./mutations";

export const SIGNING_ALGORITHM = "ES256";
export const TOKEN_SECONDS = 600;
const MAX_AGE_SECONDS = 30 * 24 * 3600;
/** A key another process has retired may sign here for this long. */
const FRESH_MS = 60_000;
/** Retired keys are shown until the last token they can have signed is over, with as much again for clocks that differ. */
const SHOWN_SECONDS = 2 * (TOKEN_SECONDS + FRESH_MS / 1000);
/** An unknown key id asks the database at most this often, so that made-up ones cannot load it. */
const RELOAD_MS = 500;

type KeySet = { signing: { kid: string; key: CryptoKey }; verifying: Map<string, CryptoKey>; jwks: JWK[] };
type State = { current: Promise<KeySet> | null; loadedAt: number };

/** The key that signs. Makes one where there is none, or the present one is thirty days old. */
export async function signingKey(): Promise<{ kid: string; key: CryptoKey }> {
  return (await keySet(FRESH_MS)).signing;
}

/** The public key of a token's `kid`; undefined for one that never was ours or has been retired for long. */
export async function verifyingKey(kid: string): Promise<CryptoKey | undefined> {
  const known = (await keySet(FRESH_MS)).verifying.get(kid);
  return known ?? (await keySet(RELOAD_MS)).verifying.get(kid);
}

/** The JSON Web Key Set (RFC 7517) for those who verify our tokens. */
export async function publicKeys(): Promise<{ keys: JWK[] }> {
  return { keys: (await keySet(FRESH_MS)).jwks };
}

/** Signs with a new key from now on; tokens of the old one stay valid. Other processes follow within a minute. */
export async function rotateSigningKey(): Promise<void> {
  await makeKey(0);
  state().current = null;
}

const state = () => processSingleton<State>("signing-keys", () => ({ current: null, loadedAt: 0 }));

/** One load at a time, shared by all who wait; a failed one is forgotten. */
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
  let stored = await signingKeys(SHOWN_SECONDS);
  const first = stored[0];
  if (!first || first.retired || first.age_seconds > MAX_AGE_SECONDS) {
    await makeKey(MAX_AGE_SECONDS);
    stored = await signingKeys(SHOWN_SECONDS);
  }
  const active = stored[0] as StoredKey;
  const privateJwk: JWK = JSON.parse(unseal(active.secret, context(active.kid)));
  const verifying = await Promise.all(
    stored.map(async ({ kid, public_jwk }) => [kid, await imported(public_jwk)] as const),
  );
  return {
    signing: { kid: active.kid, key: await imported(privateJwk) },
    verifying: new Map(verifying),
    jwks: stored.map(({ kid, public_jwk }) => ({ ...public_jwk, kid, use: "sig", alg: SIGNING_ALGORITHM })),
  };
}

async function makeKey(maxAgeSeconds: number): Promise<void> {
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const secret = seal(JSON.stringify(await exportJWK(pair.privateKey)), context(kid));
  await addSigningKey(kid, publicJwk, secret, maxAgeSeconds);
}

const imported = async (jwk: JWK) => (await importJWK(jwk, SIGNING_ALGORITHM)) as CryptoKey;
const context = (kid: string) => `oauth_signing_key:${kid}`;
