import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Front, startFront } from "@/server/http/front";
import { type Pages, pages } from "@/server/http/pages/pages";
import { setEnvironment } from "../support/environment";
import { isAlive } from "../support/is-alive";

setEnvironment({ DATABASE_URL: "postgresql://nowhere/none", PUBLIC_URL: "https://calls.example", LOG_LEVEL: "silent" });

let studio: Pages;
let front: Front;
let url: string;

beforeEach(async () => {
  studio = pages(path.join(import.meta.dirname, "pages-program.mjs"));
  front = await startFront({ port: 0, host: "127.0.0.1", fallback: studio.handle });
  url = `http://127.0.0.1:${front.port}`;
});
afterEach(async () => {
  await front.close();
  await studio.stop();
});

const pid = async () => Number(await (await fetch(`${url}/flows`)).text());

test("until the pages are built a browser is told so and comes back by itself, and the API answers", async () => {
  const page = await fetch(`${url}/flows`, { headers: { accept: "text/html" } });
  expect([page.status, page.headers.get("retry-after"), page.headers.get("refresh")]).toEqual([503, "2", "2"]);
  expect(page.headers.get("x-frame-options")).toBe("DENY");
  expect(await page.text()).toMatch(/being built \(\d+ s\)/);
  const call = await fetch(`${url}/api/trpc/flows.list`);
  expect([call.status, call.headers.get("content-type")]).toEqual([503, "application/problem+json"]);
  expect((await fetch(`${url}/api/health/live`)).status).toBe(200);
});

test("who asks while it starts waits for it", async () => {
  const started = studio.start();
  expect(await pid()).toBeGreaterThan(0);
  await started;
});

test("a process that dies answers 503 to who was asking, and another takes its place", async () => {
  await studio.start();
  const first = await pid();
  const page = await fetch(`${url}/die`, { headers: { accept: "text/html" } });
  expect(page.status).toBe(503);
  expect(await page.text()).toContain("starting");
  await expect.poll(async () => (await pid()) > 0).toBe(true);
  expect([(await pid()) !== first, isAlive(first)]).toEqual([true, false]);
});

test("stopping ends it", async () => {
  await studio.start();
  const running = await pid();
  await studio.stop();
  expect(isAlive(running)).toBe(false);
});
