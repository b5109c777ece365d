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
};

type ClientRow = {
  secret_hash: Buffer | null;
  public_jwk: JWK | null;
  scopes: string[];
  revoked: boolean;
  touch_due: boolean;
};

export async function findClient(account: AccountId, clientId: string): Promise<Client | null> {
  const text = "select * from patchcord_client($1, $2)";
  const [row] = await query<ClientRow>("client", text, [account, clientId]);
  if (!row) return null;
  const { secret_hash, public_jwk, scopes, revoked, touch_due } = row;
  return { secretHash: secret_hash, publicJwk: public_jwk, scopes, revoked, touchDue: touch_due };
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
