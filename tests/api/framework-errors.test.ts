import net from "node:net";
import { expect, test } from "vitest";
import { testWorld } from "../support/world";
import { problemOf, tokenOf } from "./ask";

const world = await testWorld({ worker: false });

test.each(["/api/nothing", "/api/flow", "/api/flows/x/interactions/y/z", "/api/oauth/token/", "/nowhere"])(
  "404: %s",
  async (path) => {
    await problemOf(await fetch(world.baseUrl + path), 404, "not_found");
  },
);

test.each([
  ["GET", "/api/flows/x/interactions", "POST"],
  ["DELETE", "/api/flows/x/interactions/y", "GET, HEAD"],
  ["GET", "/api/oauth/token", "POST"],
  ["POST", "/api/oauth/jwks", "GET, HEAD"],
  ["OPTIONS", "/api/openapi.json", "GET, HEAD"],
  ["GET", "/api/background/run", "POST"],
])("405: %s %s is told %s", async (method, path, allow) => {
  const response = await fetch(world.baseUrl + path, { method });
  expect(response.headers.get("allow")).toBe(allow);
  await problemOf(response, 405, "method_not_allowed");
});

test("500: nothing of the cause leaves, and the connection lives on", async () => {
  await world.database.owner.query("alter function patchcord_interaction(uuid, uuid, uuid) rename to gone");
  const headers = { authorization: `Bearer ${await tokenOf(world)}` };
  const address = `${world.baseUrl}/api/flows/${world.flow}/interactions/${world.flow}`;
  const body = await problemOf(await fetch(address, { headers }), 500, "internal");
  expect(JSON.stringify(body)).not.toMatch(/patchcord_interaction|function|select|\.ts/);
  expect(body).toHaveProperty("instance", expect.stringMatching(/^urn:uuid:/));
  await world.database.owner.query("alter function gone rename to patchcord_interaction");
  await problemOf(await fetch(address, { headers }), 404, "interaction_not_found");
});

test("HEAD is GET without its body", async () => {
  const response = await fetch(`${world.baseUrl}/api/health/live`, { method: "HEAD" });
  expect([response.status, await response.text()]).toEqual([200, ""]);
});

const raw: [what: string, request: string, status: RegExp][] = [
  ["bad percent encoding", "GET /api/flows/%ZZ/interactions/%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n", / 401 /],
  ["a double slash", "GET //api//health HTTP/1.1\r\nHost: x\r\n\r\n", / 404 /],
  ["TRACE", "TRACE /api/health/live HTTP/1.1\r\nHost: x\r\n\r\n", / 405 /],
  ["HTTP/1.0", "GET /api/health/live HTTP/1.0\r\n\r\n", / 200 /],
  ["no HTTP", "hello\r\n\r\n", / 400 /],
  ["a header without a name", "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", / 400 /],
  ["bytes in a header", "GET /api/health/live HTTP/1.1\r\nHost: x\r\nX-Y: \xff\xfe\r\n\r\n", / 200 /],
  ["a query only", "GET ?x HTTP/1.1\r\nHost: x\r\n\r\n", / 40[04] /],
  ["a bad length", "POST /api/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", / 400 /],
  [
    "two lengths",
    "POST /api/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    / 400 /,
  ],
];

test.each(raw)("malformed: %s", async (_what, request, status) => {
  expect(await rawAnswer(request)).toMatch(status);
  expect((await fetch(`${world.baseUrl}/api/health/live`)).status).toBe(200);
});

test("an upload that is cut off leaves the server serving others", async () => {
  for (const head of ["Content-Length: 1000", "Content-Length: 100000", "Transfer-Encoding: chunked"]) {
    const socket = net.connect(Number(new URL(world.baseUrl).port), "127.0.0.1");
    socket.write(
      `POST /api/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n${head}\r\n\r\n1\r\n`,
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await fetch(`${world.baseUrl}/api/health/live`)).status).toBe(200);
});

test("an endless upload without a token is refused and cut off", async () => {
  const socket = net.connect(Number(new URL(world.baseUrl).port), "127.0.0.1");
  const answer = new Promise<string>((resolve) => socket.once("data", (data) => resolve(data.toString())));
  socket.on("error", () => undefined);
  socket.write("POST /api/flows/x/interactions HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n");
  expect(await answer).toMatch(/ 401 /);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const feed = setInterval(() => socket.write(Buffer.alloc(256 * 1024)), 1);
  await closed;
  clearInterval(feed);
});

function rawAnswer(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(world.baseUrl).port), "127.0.0.1", () => socket.write(request, "latin1"));
    socket.once("data", (data) => {
      resolve(data.toString("latin1"));
      socket.destroy();
    });
    socket.once("error", reject);
    socket.once("close", () => resolve(""));
  });
}
