import type { JWK } from "jose";
import type { Prisma } from "@/prisma/generated/client";
import { query, withAccount } from "../db";
import type { AccountId } from "../ports/ids";
import { mintClientId } from "./client-id";
import { hashSecret, newSecret } from "./client-secret";
import type { Scope } from "./scopes";

export type NewClient = {
  account: AccountId;
  name: string;
  scopes: Scope[];
  /** For private_key_jwt: a P-256 or RSA public key. */
  publicJwk?: JWK;
};

/** Makes a client. The secret is given out here and never again: only its hash is stored. */
export async function createClient(client: NewClient): Promise<{ clientId: string; clientSecret: string }> {
  const { account, name, scopes, publicJwk } = client;
  const clientId = mintClientId(account);
  const clientSecret = newSecret();
  await withAccount(account, (tx) =>
    tx.oauthClient.create({
      data: {
        accountId: account,
        id: clientId,
        name,
        scopes,
        secretHash: hashSecret(clientSecret),
        ...(publicJwk ? { publicJwk: publicJwk as Prisma.InputJsonObject } : {}),
      },
    }),
  );
  return { clientId, clientSecret };
}

/** From now on the client gets no token; those it has stop working within five seconds. False: there is no such client. */
export async function revokeClient(account: AccountId, clientId: string): Promise<boolean> {
  const { count } = await withAccount(account, (tx) =>
    tx.oauthClient.updateMany({
      where: { accountId: account, id: clientId, revokedAt: null },
      data: { revokedAt: new Date() },
    }),
  );
  return count > 0;
}

/** Writes the client's last use, at most once a minute. */
export async function touchClient(account: AccountId, clientId: string): Promise<void> {
  await query("touch_client", "select patchcord_touch_client($1, $2)", [account, clientId]);
}

/** Uses up an assertion's id. False: it was used before. `expires` in seconds since 1970. */
export async function spendAssertion(
  account: AccountId,
  clientId: string,
  jti: string,
  expires: number,
): Promise<boolean> {
  const text = "select patchcord_use_assertion($1, $2, $3, to_timestamp($4)) as fresh";
  const [row] = await query<{ fresh: boolean }>("use_assertion", text, [account, clientId, jti, expires]);
  return row?.fresh ?? false;
}

/** Makes the key the one that signs, unless one younger than `maxAgeSeconds` does already; says whether it did. */
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
