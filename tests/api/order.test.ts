import { expect, test } from "vitest";
import { stoppedClock } from "../support/stopped-clock";
import { testWorld } from "../support/world";
import { type Ask, askStart, problemOf } from "./ask";

const world = await testWorld({ worker: false, ratePerSecond: 1 });
const token = await world.token();
const readOnly = await world.token("flows-interactions:read");
const { pass } = stoppedClock();
const rested = () => pass(1000);

/** Everything is wrong at first; each row mends one thing, and the next in the order is what answers. */
const wrong: Ask = {
  token: null,
  flow: "nowhere",
  body: "x".repeat(70_000),
  headers: { "content-type": "text/plain", "idempotency-key": "k".repeat(300) },
};

test("token → scope → rate → media type → size → JSON → flow → arguments", async () => {
  await problemOf(await askStart(world, wrong), 401, "unauthorized");
  await problemOf(await askStart(world, { ...wrong, token: readOnly }), 403, "insufficient_scope");

  const typed = { "content-type": "application/json" };
  rested();
  await problemOf(await askStart(world, { ...wrong, token }), 415, "unsupported_media_type");
  await problemOf(await askStart(world, { ...wrong, token }), 429, "rate_limited");
  rested();
  await problemOf(await askStart(world, { ...wrong, token, headers: typed }), 413, "request_too_large");
  rested();
  await problemOf(await askStart(world, { ...wrong, token, headers: typed, body: "[]" }), 400, "invalid_json");
  rested();
  await problemOf(await askStart(world, { ...wrong, token, headers: typed, body: "{}" }), 404, "flow_not_found");
  rested();
  await problemOf(await askStart(world, { token, body: "{}" }), 400, "invalid_arguments");
});

test("a request refused before authentication does not count against the account's rate", async () => {
  rested();
  for (let i = 0; i < 5; i++) await problemOf(await askStart(world, { token: null }), 401, "unauthorized");
  await problemOf(await askStart(world, { token: readOnly }), 403, "insufficient_scope");
  expect((await askStart(world, { token })).status).toBe(202);
});
