import { createHash } from "node:crypto";
import { connect } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { sessionAs } from "../support/session";
import { testWorld } from "../support/world";
import { wav } from "./recordings";

const world = await testWorld({ worker: false });
const { addPrompt, replacePrompt, removePrompt } = await import("@/server/resources/prompts/mutations");
const { ids } = await import("@/server/platform/ids/ids");

/** Longer than two of the slices it is read in, and no two parts of it alike. */
const content = wav({ seconds: 40 });
for (let at = 58; at < content.length; at++) content[at] = (at * 31 + (at >> 8)) & 255;
const tag = `"${createHash("sha256").update(content).digest("hex")}"`;
const size = content.byteLength;
let id: string;
let address: string;
beforeAll(async () => {
  ({ id } = await addPrompt(sessionAs(world), { name: "Long", description: "" }, content));
  address = `${world.baseUrl}/api/voice/prompts/${ids.promptToken(world.account as never, id)}`;
});

const ask = (headers: Record<string, string> = {}, method = "GET", url = address) => fetch(url, { method, headers });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test("a carrier fetches it whole, and is told how long it may keep it", async () => {
  const answer = await ask();
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "audio/wav",
    "content-length": String(size),
    "accept-ranges": "bytes",
    "cache-control": "public, max-age=60, must-revalidate",
    etag: tag,
    "x-content-type-options": "nosniff",
  });
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect((await bytesOf(answer)).equals(content)).toBe(true);
});

describe("a part of it (RFC 9110, 14)", () => {
  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=0-99", 0, 99],
    ["bytes=262143-262145", 262_143, 262_145],
    ["bytes=100-600000", 100, 600_000],
    [`bytes=${size - 1}-`, size - 1, size - 1],
    ["bytes=-500", size - 500, size - 1],
    [`bytes=-${size + 1}`, 0, size - 1],
    [`bytes=10-${size + 1000}`, 10, size - 1],
    ["BYTES=0-9", 0, 9],
  ])("%s", async (range, first, last) => {
    const answer = await ask({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe(`bytes ${first}-${last}/${size}`);
    expect((await bytesOf(answer)).equals(content.subarray(first, last + 1))).toBe(true);
  });

  test.each([`bytes=${size}-`, `bytes=${size + 5}-${size + 9}`, "bytes=-0"])("%s is not there", async (range) => {
    const answer = await ask({ range });
    expect(answer.status).toBe(416);
    expect(answer.headers.get("content-range")).toBe(`bytes */${size}`);
  });

  test.each(["bytes=9-3", "bytes=a-b", "bytes=", "bytes=-", "lines=0-1", "bytes=0-1,5-9"])(
    "%s is no range to go by: the whole",
    async (range) => {
      const answer = await ask({ range });
      expect([answer.status, Number(answer.headers.get("content-length"))]).toEqual([200, size]);
      await answer.body?.cancel();
    },
  );

  test.each([
    ["the same", tag, 206],
    ["another", '"0"', 200],
    ["a weak one", `W/${tag}`, 200],
    ["a date", "Mon, 23 Nov 2026 08:00:00 GMT", 200],
  ])("only if it is still %s", async (_what, condition, status) => {
    const answer = await ask({ range: "bytes=0-9", "if-range": condition });
    expect(answer.status).toBe(status);
    await answer.body?.cancel();
  });
});

describe("what a carrier has already", () => {
  test.each([tag, `W/${tag}`, `"0", ${tag}`, "*"])("%s is not sent again", async (known) => {
    const answer = await ask({ "if-none-match": known });
    expect([answer.status, answer.headers.get("etag"), await answer.text()]).toEqual([304, tag, ""]);
  });
  test("a recording that was replaced is", async () => {
    const { id: other } = await addPrompt(sessionAs(world), { name: "Other", description: "" }, wav());
    const url = `${world.baseUrl}/api/voice/prompts/${ids.promptToken(world.account as never, other)}`;
    const known = (await ask({}, "GET", url)).headers.get("etag")!;
    await replacePrompt(sessionAs(world), other, wav({ seconds: 2 }));
    const answer = await ask({ "if-none-match": known }, "GET", url);
    expect([answer.status, (await bytesOf(answer)).length]).toEqual([200, 32_058]);
    await removePrompt(sessionAs(world), other);
    expect((await ask({}, "GET", url)).status).toBe(404);
  });
});

test("HEAD says the same without the bytes", async () => {
  const answer = await ask({ range: "bytes=0-9" }, "HEAD");
  const { status, headers } = answer;
  expect([status, headers.get("content-length"), headers.get("etag")]).toEqual([200, String(size), tag]);
  expect(await answer.text()).toBe("");
});

describe("an address that was never given out", () => {
  const changed = (at: number) => {
    const bytes = Buffer.from(address.split("/").pop()!, "base64url");
    bytes[at]! ^= 1;
    return bytes.toString("base64url");
  };
  test.each([
    ["none", () => ""],
    ["too short", () => "abc"],
    ["another account's", () => changed(0)],
    ["another prompt's", () => changed(20)],
    ["another proof's", () => changed(40)],
    ["a prompt that is not there", () => ids.promptToken(world.account as never, crypto.randomUUID())],
    ["ours, with something behind it", () => `${address.split("/").pop()}=`],
  ])("%s", async (_what, token) => {
    const answer = await ask({}, "GET", `${world.baseUrl}/api/voice/prompts/${token()}`);
    expect([403, 404]).toContain(answer.status);
    expect(await answer.text()).toBe("");
  });
  test("POST is refused", async () => {
    expect((await ask({}, "POST")).status).toBe(405);
  });
});

test("the token is the same each time, and another for each prompt", () => {
  const token = () => ids.promptToken(world.account as never, id);
  expect(token()).toBe(token());
  expect(token()).toMatch(/^[A-Za-z0-9_-]{64}$/);
  expect(ids.promptToken(world.account as never, crypto.randomUUID())).not.toBe(token());
});

test("a client that disconnects midway stops the transfer, and the next one is served", async () => {
  const { port, pathname } = new URL(address);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await new Promise((resolve) => socket.once("data", resolve));
  socket.destroy();
  expect((await bytesOf(await ask())).equals(content)).toBe(true);
});
