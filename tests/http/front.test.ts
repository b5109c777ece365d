import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import net from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Fallback, type Front, startFront } from "@/server/http/front";
import { setEnvironment } from "../support/environment";
import { timed } from "../support/timed";

setEnvironment({ DATABASE_URL: "postgresql://nowhere/none", PUBLIC_URL: "https://calls.example", LOG_LEVEL: "silent" });
let front: Front | null = null;
afterEach(async () => front?.close());

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function begin(fallback?: Fallback) {
  front = await startFront({ port: 0, host: "127.0.0.1", ...(fallback ? { fallback } : {}) });
  return `http://127.0.0.1:${front.port}`;
}

test("what is no hot route goes to the fallback, and nobody but the connection says where from", async () => {
  const url = await begin(async (req) => new Response(`${req.url} ${req.headers["x-forwarded-for"]}`));
  const answer = await fetch(`${url}/flows?a=b`, { headers: { "x-forwarded-for": "1.2.3.4" } });
  expect(await answer.text()).toBe("/flows?a=b 127.0.0.1");
});

test("a fallback that throws is a 500 problem without detail", async () => {
  const url = await begin(async () => {
    throw new Error("secret detail");
  });
  const answer = await fetch(`${url}/flows`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([500, "application/problem+json"]);
  expect(await answer.text()).not.toContain("secret");
});

test("closing lets what is under way finish, takes nothing new, and does not wait for idle connections", async () => {
  const entered = Promise.withResolvers<void>();
  const url = await begin(async (_req, res) => {
    entered.resolve();
    await wait(300);
    res.end("done");
    return null;
  });
  const idle = net.connect(front!.port, "127.0.0.1");
  await once(idle, "connect");
  const slow = fetch(`${url}/slow`);
  await entered.promise;
  const { awakeMs } = await timed(async () => {
    const closed = front!.close();
    await expect(fetch(`${url}/new`)).rejects.toThrow();
    expect(await (await slow).text()).toBe("done");
    await closed;
  });
  expect(awakeMs).toBeLessThan(2000);
  idle.destroy();
  front = null;
});

test("a port that is taken is told", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as net.AddressInfo;
  await expect(startFront({ port, host: "127.0.0.1" })).rejects.toThrow(/EADDRINUSE/);
  other.close();
});

test("100 requests down one connection are answered in order", async () => {
  const url = new URL(await begin());
  const socket = net.connect(Number(url.port), url.hostname);
  socket.write("GET /api/health/live HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100));
  let text = "";
  for await (const data of socket) {
    text += data;
    if (text.split('{"status":"live"}').length > 100) break;
  }
  expect(text.split("HTTP/1.1 200 OK").length - 1).toBe(100);
});

test("a body that stalls does not hold the process", async () => {
  const url = await begin();
  const stalled = httpRequest(`${url}/api/oauth/token`, { method: "POST", headers: { "content-length": "10" } });
  stalled.on("error", () => undefined);
  const [socket] = (await once(stalled, "socket")) as [net.Socket];
  await once(socket, "connect");
  // What is written first has arrived before whoever connects later.
  await new Promise((resolve) => stalled.write("x", resolve));
  expect((await fetch(`${url}/api/health/live`)).status).toBe(200);
  stalled.destroy();
});
