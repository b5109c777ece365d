import { v7 } from "uuid";
import type { AccountId } from "@/server/ports/ids";
import {
  PENDING,
  type ReceivedRequest,
  type StubResponse,
  type StubServer,
  stubServer,
} from "../../support/stub-server";

export const SHOP_SECRET = "the shop's own bearer token";

/** Responses of the shop by path. */
const ORDERS: Record<string, StubResponse> = {
  "/orders/shipped": { body: '{"order": {"status": "shipped", "seats": 2}}' },
  "/orders/odd": { body: '{"order": {"status": "new", "seats": "a few"}}' },
  "/orders/page": { body: "<html>Come back later</html>", headers: { "content-type": "text/html" } },
  "/orders/nul": { body: '{"order": {"status": "J\\u0000rg \\ud83d", "seats": 2}}' },
  "/orders/broken": { status: 500, body: '{"error": "oh no"}' },
  "/orders/away": { status: 302, headers: { location: "http://169.254.169.254/latest/meta-data" } },
};

/** The order `slow` stays pending until released; `echo` returns the secret it was sent. */
function answer({ path, headers }: ReceivedRequest, again: boolean): StubResponse | typeof PENDING {
  if (path === "/orders/slow") return again ? (ORDERS["/orders/shipped"] as StubResponse) : PENDING;
  if (path === "/orders/echo") return { body: JSON.stringify({ order: { status: headers.authorization } }) };
  return ORDERS[path] ?? { status: 404, body: '{"error": "no such order"}' };
}

/** The connection and the action that the flows of the call scripts name; returns the service behind them. */
export async function setConnections(
  world: { account: string },
  { timeoutSeconds = 30 }: { timeoutSeconds?: number } = {},
): Promise<StubServer> {
  const { addAction, addConnection } = await import("@/server/resources/connections/mutations");
  const server = await stubServer(answer);
  const user = { id: v7(), email: "admin@example.com", name: "Admin" };
  const by = { account: world.account as AccountId, user };
  const nothing = { user: "", header: "", tokenUrl: "", clientId: "", scope: "", sendAs: "basic" } as const;
  const { id } = await addConnection(by, {
    ...{ ...nothing, name: "Shop", baseUrl: server.url, auth: "bearer", secret: SHOP_SECRET },
  });
  await addAction(by, id, {
    name: "Find an order",
    path: "/orders/{{ order_id }}",
    inputs: [{ name: "order_id" }, { name: "note", type: "integer", required: false }],
    outputs: [
      { name: "state", path: "$.order.status" },
      { name: "seats", type: "integer", path: "$.order.seats" },
    ],
    timeout_seconds: timeoutSeconds,
  });
  return server;
}
