import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";

/** The account's OAuth clients, those that can still get a token first. Secrets are not there to be read. */
export function listClients(account: AccountId) {
  return withAccount(account, async (tx) => {
    const rows = await tx.oauthClient.findMany({
      where: { accountId: account },
      orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }, { id: "asc" }],
    });
    return rows.map(({ id, name, scopes, publicJwk, createdAt, revokedAt, lastUsedAt }) => ({
      id,
      name,
      scopes,
      /** How it authenticates: with our secret, or with signatures of its own key. */
      signs: publicJwk ? ((publicJwk as { kty?: string }).kty === "EC" ? "ES256" : "RS256") : null,
      createdAt,
      revokedAt,
      lastUsedAt,
    }));
  });
}
