import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";

/** An OAuth client with every scope. The secret has 256 random bits: a plain digest keeps it, no slow hash is needed. */
export async function seedClient(
  client: pg.Client,
  account: string,
): Promise<{ clientId: string; clientSecret: string }> {
  const owner = Buffer.from(account.replaceAll("-", ""), "hex").toString("base64url");
  const clientId = `${owner}.${randomBytes(12).toString("base64url")}`;
  const clientSecret = randomBytes(32).toString("base64url");
  const digest = createHash("sha256").update(clientSecret).digest();
  const scopes = ["flows-interactions:start", "flows-interactions:read", "flows:read"];
  await client.query(
    "insert into oauth_client (account_id, id, name, secret_hash, scopes) values ($1, $2, 'Website', $3, $4)",
    [account, clientId, digest, scopes],
  );
  return { clientId, clientSecret };
}
