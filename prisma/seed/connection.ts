import type pg from "pg";
import { v7 } from "uuid";
import { sealSecret } from "@/server/resources/connections/open-connection";
import actions from "./actions.json" with { type: "json" };

type Options = { account: string; apiUrl: string; clientId: string; clientSecret: string };

/**
 * Inserts a connection that works without a network: the product's own API, with OAuth 2.0 client credentials like any other
 * web service.
 */
export async function seedConnection(client: pg.Client, { account, apiUrl, clientId, clientSecret }: Options) {
  const id = v7();
  const settings = { tokenUrl: `${apiUrl}/oauth/token`, clientId, scope: "flows-interactions:read", sendAs: "basic" };
  await client.query(
    `insert into connection (account_id, id, name, base_url, auth, auth_settings, secret, secret_set_at)
     values ($1, $2, 'Patchcord API', $3, 'oauth2_client_credentials', $4, $5, now())`,
    [account, id, apiUrl, JSON.stringify(settings), Buffer.from(sealSecret(account, id, clientSecret))],
  );
  for (const { name, description, ...definition } of actions) {
    await client.query(
      "insert into action (account_id, id, connection_id, name, description, definition) values ($1, $2, $3, $4, $5, $6)",
      [account, v7(), id, name, description, JSON.stringify(definition)],
    );
  }
}
