import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";

/** Inserts an OAuth client with every scope. Its secret has 256 random bits, so a plain digest is stored, not a slow hash. */
export async function seedClient(
  client: pg.Client,
  account: string,
): Promise<{ clientId: string; clientSecret: string }> {
  const owner = Buffer.from(account.replaceAll("-", ""), "hex").toString("base64url");
  const clientId = `${owner}.${randomBytes(12).toString("base64url")}`;
  const clientSecret = randomBytes(32).toString("base64url");
  const digest = createHash("sha256").update(clientSecret).digest();
  const scopes = [
    "flows-interactions:start",
    "flows-interactions:read",
    "flows-interactions:cancel",
    "flows:read",
    "webhooks:write",
  ];
  await client.query(
    "insert into oauth_client (account_id, id, name, secret_hash, scopes) values ($1, $2, 'Website', $3, $4)",
    [account, clientId, digest, scopes],
  );
  return { clientId, clientSecret };
}
