import type { JWK } from "jose";
import { query } from "../../platform/db";
import type { AccountId } from "../../ports/ids";

export type Client = {
  secretHash: Uint8Array | null;
  publicJwk: JWK | null;
  scopes: string[];
  revoked: boolean;
  /** The client's last use was written over a minute ago. */
  touchDue: boolean;
  /** Those that it is bound to; none: all. */
  flows: string[];
  addresses: string[];
};

type ClientRow = {
  secret_hash: Buffer | null;
  public_jwk: JWK | null;
  scopes: string[];
  revoked: boolean;
  touch_due: boolean;
  flows: string[];
  addresses: string[];
};

export async function findClient(account: AccountId, clientId: string): Promise<Client | null> {
  const text = "select * from patchcord_bound_client($1, $2)";
  const [row] = await query<ClientRow>("bound_client", text, [account, clientId]);
  if (!row) return null;
  const { secret_hash, public_jwk, touch_due, ...rest } = row;
  return { ...rest, secretHash: secret_hash, publicJwk: public_jwk, touchDue: touch_due };
}

export type StoredKey = { kid: string; public_jwk: JWK; secret: Buffer; retired: boolean; age_seconds: number };

/** The signing key first, then the keys that were retired at most `lastSeconds` ago, whose tokens may still be valid. */
export function signingKeys(lastSeconds: number): Promise<StoredKey[]> {
  const text = `select kid, public_jwk, secret, retired_at is not null as retired,
      extract(epoch from patchcord_now() - created_at)::float as age_seconds
    from oauth_signing_key
    where retired_at is null or retired_at > patchcord_now() - make_interval(secs => $1)
    order by retired_at desc nulls first, created_at desc`;
  return query<StoredKey>("signing_keys", text, [lastSeconds]);
}
