import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";

/** The account's OAuth clients, revoked ones last. Only hashes of their secrets are stored. */
export function listClients(account: AccountId) {
  return withAccount(account, async (tx) => {
    const rows = await tx.oauthClient.findMany({
      where: { accountId: account },
      orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }, { id: "asc" }],
    });
    return rows.map(({ id, name, scopes, flows, addresses, endsAt, publicJwk, createdAt, revokedAt, lastUsedAt }) => ({
      ...{ id, name, scopes, flows, addresses, endsAt },
      hasEnded: endsAt !== null && endsAt.getTime() <= Date.now(),
      /** The algorithm of its own key; null for a client that authenticates with a secret. */
      signs: publicJwk ? ((publicJwk as { kty?: string }).kty === "EC" ? "ES256" : "RS256") : null,
      createdAt,
      revokedAt,
      lastUsedAt,
    }));
  });
}
