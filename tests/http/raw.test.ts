import { once } from "node:events";
import net from "node:net";
import { afterAll, expect, test } from "vitest";
import { startFront } from "@/server/http/front";
import { setEnvironment } from "../support/environment";

setEnvironment({ DATABASE_URL: "postgresql://nowhere/none", PUBLIC_URL: "https://calls.example", LOG_LEVEL: "silent" });
/** Stands in for the pages: says what was asked of it. */
const front = await startFront({
  port: 0,
  host: "127.0.0.1",
  headersMs: 1000,
  fallback: async (req) => new Response(`asked ${req.method} ${req.url} of ${req.headers.host}`),
});
afterAll(() => front.close());

/** What comes back for these bytes until the other side closes, or has answered and is quiet. */
async function exchange(sent: string, answers = 1): Promise<string> {
  const socket = net.connect(front.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(sent, "latin1");
  let text = "";
  for await (const data of socket) {
    text += data;
    const complete = text.match(/content-length: 0\r\n|\r\n\r\n[\s\S]+$|204 No Content/gi) ?? [];
    if (complete.length >= answers) break;
  }
  socket.destroy();
  return text;
}

const request = (line: string, ...fields: string[]) =>
  `${[`${line} HTTP/1.1`, "Host: here", ...fields].join("\r\n")}\r\n\r\n`;
const LIVE = '{"status":"live"}';
const FORM = "Content-Type: application/x-www-form-urlencoded";
const UPGRADE = "Connection: Upgrade";

type Row = [what: string, sent: string, status: number, says: string];
const ROWS: Row[] = [
  [
    "h2c",
    request("GET /api/health/live", `${UPGRADE}, HTTP2-Settings`, "Upgrade: h2c", "HTTP2-Settings: AAMA"),
    200,
    LIVE,
  ],
  ["h2c of a page", request("GET /flows", UPGRADE, "Upgrade: h2c"), 200, "asked GET /flows"],
  ["h2c with a body", `${request("POST /x", UPGRADE, "Upgrade: h2c", "Content-Length: 2")}ab`, 200, "asked POST /x"],
  [
    "a web socket",
    request("GET /_next/webpack-hmr", UPGRADE, "Upgrade: websocket", "Sec-WebSocket-Key: a"),
    200,
    "asked",
  ],
  ["headers of 20 kB", request("GET /flows", `X-Long: ${"x".repeat(20_000)}`), 431, ""],
  ["an address of 20 kB", request(`GET /flows?${"x".repeat(20_000)}`), 431, ""],
  ["dripped headers", "GET /flows HTTP/1.1\r\nHost: he", 408, ""],
  ["a dripped request line", "GET /fl", 408, ""],
  ["the whole server", request("OPTIONS *"), 204, "allow: GET, HEAD"],
  ["another method of the whole server", request("GET *"), 400, ""],
  ["an absolute address", request("GET http://here:3000/api/health/live"), 200, LIVE],
  ["its scheme in capitals", request("GET HTTPS://HERE/api/health/live"), 200, LIVE],
  [
    "an absolute address of another host",
    request("GET http://evil.example/flows?a=b"),
    200,
    "asked GET /flows?a=b of evil.example",
  ],
  ["an absolute address without a path", request("GET http://here?a=b"), 200, "asked GET /?a=b of here"],
  ["an absolute address by number", request("GET http://[::1]:3000/flows"), 200, "asked GET /flows of [::1]:3000"],
  [
    "a POST to an absolute address",
    `${request("POST http://here:3000/api/oauth/token", FORM, "Content-Length: 29")}grant_type=client_credentials`,
    401,
    "invalid_client",
  ],
  ["user and password in an absolute address", request("GET http://a:b@here/api/health/live"), 400, "invalid_request"],
  ["another scheme", request("GET ftp://here/flows"), 400, "invalid_request"],
  ["the host by number, with its port", request("GET /api/health/live").replace("here", "[::1]:3000"), 200, LIVE],
  ["no host that is known", request("GET /api/health/live").replace("here", ""), 200, LIVE],
  ["HTTP/1.0 without a host", "GET /api/health/live HTTP/1.0\r\n\r\n", 200, LIVE],
  ["two hosts", request("GET /api/health/live", "Host: evil.example"), 400, "must name one host"],
  ["the same host twice", request("GET /flows", "hOST: here"), 400, "must name one host"],
  ["two hosts beside an absolute address", request("GET http://here/flows", "Host: here"), 400, "must name one host"],
  ["a host with a user", request("GET /flows").replace("here", "a@here"), 400, "must name one host"],
  ["a host with a path", request("GET /flows").replace("here", "here/evil"), 400, "must name one host"],
  ["a host with a blank", request("GET /flows").replace("here", "he re"), 400, "must name one host"],
  ["a doubled slash", request("GET //api/health/live"), 404, "Ask /api/health/live."],
  ["a slash at the end", request("GET /api/health/live/"), 404, "Ask /api/health/live."],
  ["a POST to a doubled slash", `${request("POST //api/oauth/token", "Content-Length: 3")}a=b`, 404, "not_found"],
  ["a POST to a page with a slash at the end", `${request("POST /signin/", "Content-Length: 3")}a=b`, 404, "not_found"],
  [
    "a POST to a doubled slash in an absolute address",
    `${request("POST http://here//api/x", "Content-Length: 3")}a=b`,
    404,
    "not_found",
  ],
];

test.each(ROWS)("13.5 %s", async (_what, sent, status, says) => {
  const answer = await exchange(sent);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toContain(says);
  expect(answer).not.toMatch(/^location:/im);
});

test.each([
  ["/flows/", "/flows"],
  ["/flows/?to=//x", "/flows?to=//x"],
  ["//evil.example", "/evil.example"],
  ["//evil.example/", "/evil.example"],
  ["/\\evil.example", "/evil.example"],
  ["/\\\\evil.example", "/evil.example"],
  ["/.//evil.example", "/evil.example"],
  ["/%2e//evil.example", "/evil.example"],
  ["/%2e%2E/%2e//evil.example/%2e", "/evil.example"],
  ["/flows/../..//evil.example", "/evil.example"],
  ["http://other.example//evil.example", "/evil.example"],
])("13.5 the page %s is at %s", async (asked, at) => {
  const answer = await exchange(request(`GET ${asked}`));
  expect(answer).toMatch(/^HTTP\/1.1 308 /);
  expect(/^location: (.*)$/im.exec(answer)?.[1]?.trim()).toBe(at);
  expect(answer).toMatch(/\r\n\r\n$/);
});

test.each([
  ["a declared length", request("POST /signin", "Content-Length: 600000000")],
  [
    "a declared length and a first piece",
    `${request("POST /api/auth/callback/password", "Content-Length: 600000000")}{`,
  ],
  ["a declared length for a procedure", request("POST /api/trpc/flows.list", "Content-Length: 600000000")],
  ["the body of a GET", request("GET /flows", "Content-Length: 600000000")],
  ["a prompt", request("POST /api/recordings", "Content-Length: 600000000")],
  ["who asks first", request("POST /signin", "Expect: 100-continue", "Content-Length: 600000000")],
])("13.3 too large by %s: refused before it is sent, and the connection ends", async (_what, sent) => {
  const answer = await exchange(sent);
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  expect(answer).toContain("request_too_large");
  expect(answer).toMatch(/^connection: close/im);
});

test("13.3 who asks first and sends little is told to go on", async () => {
  const socket = net.connect(front.port, "127.0.0.1");
  socket.write(request("POST /signin", "Expect: 100-continue", "Content-Length: 3"));
  const [first] = await once(socket, "data");
  expect(String(first)).toMatch(/^HTTP\/1.1 100 Continue\r\n/);
  socket.destroy();
});

test("13.3 what follows a refused body is no request, and its sender hears the answer before the end", async () => {
  const socket = net.connect(front.port, "127.0.0.1");
  let text = "";
  socket.on("data", (data) => {
    text += data;
  });
  const failed: Error[] = [];
  socket.on("error", (error) => failed.push(error));
  socket.write(request("POST /signin", "Content-Length: 2000000"));
  socket.write(`${"x".repeat(2_000_000)}${request("GET /api/health/live")}`);
  await once(socket, "end");
  expect(text).toMatch(/^HTTP\/1.1 413 /);
  expect(text).not.toContain(LIVE);
  expect(failed).toEqual([]);
});

test("13.5 what cannot be read after a request is answered after it", async () => {
  const answer = await exchange(`${request("GET /api/health/live")}\0garbage\r\n\r\n`, 2);
  expect(answer).toMatch(/^HTTP\/1.1 200 [\s\S]+HTTP\/1.1 400 /);
});
