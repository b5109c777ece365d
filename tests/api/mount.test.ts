import { expect, test } from "vitest";
import { mount } from "@/server/http/mount";
import { testWorld } from "../support/world";
import { ARGUMENTS, problemOf, tokenOf } from "./ask";

const world = await testWorld({ worker: false });
const ask = (path: string, init?: RequestInit) => mount.GET(new Request(world.baseUrl + path, init));

test("the framework's mount answers as the front does", async () => {
  const started = await ask(`/api/flows/${world.flow}/interactions`, {
    method: "POST",
    headers: { authorization: `Bearer ${await tokenOf(world)}`, "content-type": "application/json" },
    body: JSON.stringify(ARGUMENTS),
  });
  expect(started.status).toBe(202);
  const location = started.headers.get("location") ?? "";
  expect((await ask(location, { headers: { authorization: `Bearer ${await tokenOf(world)}` } })).status).toBe(200);
});

test("the framework's own 404 and 405 are problem documents, and HEAD has no body", async () => {
  await problemOf(await ask("/api/nothing"), 404, "not_found");
  const refused = await ask("/api/oauth/token", { method: "PUT" });
  expect(refused.headers.get("allow")).toBe("POST");
  await problemOf(refused, 405, "method_not_allowed");
  const head = await ask("/api/health/live", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});
