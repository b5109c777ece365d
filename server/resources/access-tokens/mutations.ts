import type { JWK } from "jose";
import { query } from "../../platform/db";
import type { AccountId } from "../../ports/ids";

/** Writes the client's last use, at most once a minute. */
export async function touchClient(account: AccountId, clientId: string): Promise<void> {
  await query("touch_client", "select patchcord_touch_client($1, $2)", [account, clientId]);
}

/** Marks an assertion's id as used. False: it was used before. `expires` in seconds since 1970. */
export async function markAssertionUsed(
  account: AccountId,
  clientId: string,
  jti: string,
  expires: number,
): Promise<boolean> {
  const text = "select patchcord_use_assertion($1, $2, $3, to_timestamp($4)) as fresh";
  const [row] = await query<{ fresh: boolean }>("use_assertion", text, [account, clientId, jti, expires]);
  return row?.fresh ?? false;
}

/** Makes this the signing key, unless the present one is younger than `maxAgeSeconds`. False: nothing was changed. */
export async function addSigningKey(
  kid: string,
  publicJwk: JWK,
  secret: Uint8Array,
  maxAgeSeconds: number,
): Promise<boolean> {
  const text = "select patchcord_add_signing_key($1, $2, $3, make_interval(secs => $4)) as added";
  const values = [kid, JSON.stringify(publicJwk), Buffer.from(secret), maxAgeSeconds];
  const [row] = await query<{ added: boolean }>("add_signing_key", text, values);
  return row?.added ?? false;
}
