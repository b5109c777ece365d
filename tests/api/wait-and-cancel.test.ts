import { v7 } from "uuid";
import { expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { testWorld } from "../support/world";
import { askStart, problemOf, tokenOf } from "./ask";

const world = await testWorld({ worker: false });
const started = async () => ((await (await askStart(world)).json()) as { interaction_id: string }).interaction_id;
const address = (interaction: string, flow = world.flow) =>
  `${world.baseUrl}/api/flows/${flow}/interactions/${interaction}`;
const authorized = async () => ({ authorization: `Bearer ${await tokenOf(world)}` });
const read = async (interaction: string, query = "", headers = {}) =>
  fetch(address(interaction) + query, { headers: { ...(await authorized()), ...headers } });
const cancel = async (interaction: string, { flow = world.flow, token = "" } = {}) =>
  fetch(`${address(interaction, flow)}/cancel`, {
    method: "POST",
    headers: token ? { authorization: `Bearer ${token}` } : await authorized(),
  });

test("a cancelled interaction is over, once", async () => {
  const id = await started();
  const response = await cancel(id);
  expect(response.status).toBe(202);
  expect(await response.json()).toEqual({ interaction_id: id, status: "cancelled" });
  expect(await (await read(id)).json()).toMatchObject({ status: "cancelled", outcome: "cancelled" });
  await problemOf(await cancel(id), 409, "interaction_over");
});

test("from the answer on nobody takes the dial of a cancelled interaction, which no worker has cancelled yet", async () => {
  const { store } = await import("@/server/storage/store");
  const claim = async (interaction: string) => {
    const { rows } = await world.database.owner.query("select id from dial_attempt where interaction_id = $1", [
      interaction,
    ]);
    return (await store().claimDial(world.account as AccountId, rows[0].id, 15)).result;
  };
  const [cancelled, other] = [await started(), await started()];
  await cancel(cancelled);
  expect(await claim(cancelled)).toBe("not_mine");
  expect(await claim(other)).toBe("claimed");
});

test("of two that cancel at once, one does", async () => {
  const id = await started();
  const both = await Promise.all([cancel(id), cancel(id)]);
  expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
});

test.each([
  ["an unknown interaction", async () => cancel(v7())],
  ["another flow's", async () => cancel(await started(), { flow: v7() })],
  ["no UUID", async () => cancel("x")],
])("404: cancelling %s", async (_what, ask) => {
  await problemOf(await ask(), 404, "interaction_not_found");
});

test("401 and 403", async () => {
  const id = await started();
  await problemOf(await cancel(id, { token: "x" }), 401, "unauthorized");
  const token = await world.token("flows-interactions:read");
  await problemOf(await cancel(id, { token }), 403, "insufficient_scope");
});

test("the answer is awaited until the interaction changes", async () => {
  const id = await started();
  const { headers } = await read(id);
  const waits = read(id, "?wait=30", { "if-none-match": headers.get("etag") ?? "" });
  await cancel(id);
  const response = await waits;
  expect(response.headers.get("etag")).not.toBe(headers.get("etag"));
  expect(await response.json()).toMatchObject({ status: "cancelled" });
});

test.each<[string, string, (etag: string) => Record<string, string>, number]>([
  ["unchanged, waited for", "?wait=0.6", (etag) => ({ "if-none-match": etag }), 304],
  ["unchanged, without a tag", "?wait=0.6", () => ({}), 200],
  ["unchanged, not waited for", "", (etag) => ({ "if-none-match": etag }), 304],
  ["changed since the tag: at once", "?wait=30", () => ({ "if-none-match": '"0"' }), 200],
])("%s", async (_what, query, headers, status) => {
  const id = await started();
  const etag = (await read(id)).headers.get("etag") ?? "";
  const response = await read(id, query, headers(etag));
  expect([response.status, response.headers.get("etag")]).toEqual([status, etag]);
});

test("what is over is not waited for", async () => {
  const id = await started();
  await cancel(id);
  expect(await (await read(id, "?wait=30")).json()).toMatchObject({ status: "cancelled" });
});

test.each(["wait=31", "wait=-1", "wait=long", "wiat=1"])("400 for ?%s", async (query) => {
  await problemOf(await read(await started(), `?${query}`), 400, "invalid_request");
});
