import { expect, test } from "vitest";
import { createClient, revokeClient } from "@/server/resources/clients/mutations";
import { sessionAs } from "../support/session";
import { stoppedClock } from "../support/stopped-clock";
import { testWorld } from "../support/world";
import { askStart, problemOf } from "./ask";

const world = await testWorld({ worker: false });
const { pass } = stoppedClock();

test("a revoked client's tokens stop within five seconds, others' go on", async () => {
  const admin = sessionAs(world);
  const shop = { name: "Shop", scopes: ["flows-interactions:start"] };
  const { clientId, clientSecret } = await createClient(admin, shop, null);
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  const ask = () =>
    fetch(`${world.baseUrl}/api/oauth/token`, {
      method: "POST",
      headers: { authorization },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
  const { access_token: token } = (await (await ask()).json()) as { access_token: string };
  expect((await askStart(world, { token })).status).toBe(202);

  await revokeClient(admin, clientId);
  expect((await ask()).status).toBe(401);
  pass(4500);
  const refused = await askStart(world, { token });
  expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="patchcord", error="invalid_token"');
  await problemOf(refused, 401, "unauthorized");
  expect((await askStart(world)).status).toBe(202);
  await expect(revokeClient(admin, clientId)).rejects.toThrow("There is no such client.");
});

test("a client's last use is stored at most once a minute", async () => {
  const used = async () => {
    const text = "select last_used_at::text as at from oauth_client where id = $1";
    return (await world.database.owner.query<{ at: string | null }>(text, [world.clientId])).rows[0]!.at;
  };
  const first = await used();
  expect(first).not.toBeNull();
  await world.token();
  expect(await used()).toBe(first);
});
