import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Front, startFront } from "@/server/http/front";
import { passOnTo } from "@/server/http/pages/pass-on";
import { MAX_PROMPT_BYTES } from "@/server/resources/prompts/schema";
import { setEnvironment } from "../support/environment";

setEnvironment({ DATABASE_URL: "postgresql://nowhere/none", PUBLIC_URL: "https://calls.example", LOG_LEVEL: "silent" });

/** What stands behind the front: a server on a Unix socket, as the pages' process is. */
let answer: (req: IncomingMessage, res: ServerResponse) => void;
let behind: Server;
let front: Front;
let url: string;
let folder: string;
let passing: ReturnType<typeof passOnTo>;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "patchcord-test-"));
  const socket = path.join(folder, "pages");
  behind = createServer((req, res) => answer(req, res)).listen(socket);
  await once(behind, "listening");
  passing = passOnTo(socket);
  front = await startFront({
    port: 0,
    host: "127.0.0.1",
    fallback: async (req, res) => {
      await passing.passOn(req, res);
      return null;
    },
  });
  url = `http://127.0.0.1:${front.port}`;
});

afterEach(async () => {
  await front.close();
  await passing.close();
  behind.closeAllConnections();
  behind.close();
  rmSync(folder, { recursive: true, force: true });
});

const echo = async (req: IncomingMessage, res: ServerResponse) => {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of req) chunks.push(chunk);
  } catch {
    return;
  }
  const { method, url: target, headers } = req;
  res.setHeader("content-type", "application/json");
  res.end(JSON.stringify({ method, url: target, headers, bytes: Buffer.concat(chunks).length }));
};

test.each([
  { method: "GET", body: null, bytes: 0 },
  { method: "POST", body: "", bytes: 0 },
  { method: "POST", body: "a=b", bytes: 3 },
  { method: "PUT", body: "x".repeat(3_000_000), bytes: 3_000_000 },
])("a $method with $bytes bytes arrives as it was sent", async ({ method, body, bytes }) => {
  answer = echo;
  const response = await fetch(`${url}/api/trpc/x?a=b%20c`, { method, body });
  expect(await response.json()).toMatchObject({ method, url: "/api/trpc/x?a=b%20c", bytes });
});

test.each([
  { path: "/api/auth/callback/password", most: 64 * 1024 },
  { path: "/signin", most: 64 * 1024 },
  { path: "/api/trpc/flows.list", most: 4 * 1024 * 1024 },
  { path: "/api/recordings", most: MAX_PROMPT_BYTES },
  { path: "/api/prompts", most: MAX_PROMPT_BYTES },
])("13.3 $path takes $most bytes without a declared length, and not one more", async ({ path: at, most }) => {
  answer = echo;
  const send = (bytes: number) => {
    const body = new Blob(["x".repeat(bytes)]).stream();
    return fetch(url + at, { method: "POST", body, duplex: "half" } as RequestInit);
  };
  expect(await (await send(most)).json()).toMatchObject({ bytes: most });
  const refused = await send(most + 1);
  expect([refused.status, await refused.json()]).toMatchObject([413, { code: "request_too_large" }]);
});

test("a file for the API is read by the pages' process, everything else of the API at once", async () => {
  answer = echo;
  const file = { method: "PUT", body: "x".repeat(3_000_000) };
  const at = "/api/prompts/019ab0c2-5f2e-7c3a-9d41-6a1f0e8b7c55";
  expect(await (await fetch(`${url}${at}/recording`, file)).json()).toMatchObject({ bytes: 3_000_000 });
  expect((await fetch(`${url}${at}`)).status).toBe(401);
});

test("a body without a length is passed on as it comes", async () => {
  answer = echo;
  const body = new Blob(["one", "two"]).stream();
  const response = await fetch(`${url}/upload`, { method: "POST", body, duplex: "half" } as RequestInit);
  expect(await response.json()).toMatchObject({ bytes: 6 });
});

test.each([
  { name: "x-forwarded-for", sent: "203.0.113.9", arrives: "127.0.0.1" },
  { name: "cookie", sent: "a=b; c=d", arrives: "a=b; c=d" },
  { name: "x-asked", sent: "yes", arrives: "yes" },
  { name: "te", sent: "trailers", arrives: undefined },
  { name: "proxy-connection", sent: "keep-alive", arrives: undefined },
  { name: "x-hop", sent: "named by Connection", arrives: undefined },
])("of what the sender says, $name arrives as $arrives", async ({ name, sent, arrives }) => {
  answer = echo;
  const request = httpRequest(`${url}/`, { headers: { connection: "close, x-hop", [name]: sent } });
  request.end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const { headers } = JSON.parse(Buffer.concat(chunks).toString());
  expect(headers[name]).toBe(arrives);
  expect(headers.host).toBe(`127.0.0.1:${front.port}`);
});

test.each([
  { method: "GET", status: 307, headers: { location: "/signin" }, body: "" },
  { method: "GET", status: 304, headers: { etag: '"1"' }, body: "" },
  { method: "HEAD", status: 200, headers: { "content-length": "5" }, body: "" },
  { method: "GET", status: 500, headers: { "content-type": "text/plain" }, body: "broken" },
])("a $status to a $method comes back with its headers", async ({ method, status, headers, body }) => {
  answer = (_req, res) => {
    res.writeHead(status, { ...headers, connection: "keep-alive, x-hop", "x-hop": "1" });
    res.end(body);
  };
  const response = await fetch(`${url}/page`, { method, redirect: "manual" });
  expect([response.status, await response.text()]).toEqual([status, body]);
  expect(Object.fromEntries(response.headers)).toMatchObject(headers);
  expect(response.headers.get("x-hop")).toBeNull();
});

test("each cookie comes back as a field of its own", async () => {
  answer = (_req, res) => void res.setHeader("set-cookie", ["a=1; Path=/", "b=2"]).end();
  const response = await fetch(url);
  expect(response.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2"]);
});

test("an event arrives when it is sent, and who stops listening ends the stream behind", async () => {
  const ended = Promise.withResolvers<void>();
  answer = (_req, res) => {
    res.once("close", ended.resolve);
    res.writeHead(200, { "content-type": "text/event-stream" });
    res.write("data: ringing\n\n");
  };
  const leave = new AbortController();
  const response = await fetch(`${url}/api/phone/events`, { signal: leave.signal });
  const { value } = await response.body!.getReader().read();
  expect(Buffer.from(value!).toString()).toBe("data: ringing\n\n");
  leave.abort();
  await ended.promise;
});

test("an answer before the body is over reaches its sender", async () => {
  answer = (_req, res) => void res.writeHead(401).end("sign in");
  const response = await fetch(`${url}/api/recordings`, { method: "POST", body: "x".repeat(5_000_000) });
  expect([response.status, await response.text()]).toEqual([401, "sign in"]);
});

test.each([
  ["of a known length", { "content-length": "10" }],
  ["in chunks", {}],
  ["in chunks, on a connection that is to be closed", { connection: "close" }],
])("an answer %s that breaks off breaks off for its reader, too", async (_what, headers) => {
  answer = (_req, res) => {
    res.writeHead(200, headers);
    res.write("half", () => res.destroy());
  };
  const reading = fetch(url).then((response) => response.text());
  await expect(reading).rejects.toThrow();
});

test("nobody behind: the failure is the caller's to answer", async () => {
  behind.close();
  behind.closeAllConnections();
  await once(behind, "close");
  const response = await fetch(url);
  expect([response.status, response.headers.get("content-type")]).toEqual([500, "application/problem+json"]);
});
