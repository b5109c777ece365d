import { once } from "node:events";
import net from "node:net";
import type { Attack } from "../attack";

const PIECE = "x".repeat(64 * 1024);
const BODY_BYTES = 600 * 1024 * 1024;
const MOST_MS = 15_000;

/** The status of the first answer to these bytes; "nothing" where the connection ends without one. */
async function statusOf(port: number, sent: string): Promise<string> {
  const socket = net.connect(port, "127.0.0.1");
  socket.setTimeout(MOST_MS, () => socket.destroy());
  socket.on("error", () => undefined);
  socket.write(sent, "latin1");
  let text = "";
  for await (const data of socket) {
    text += data;
    if (text.includes("\r\n")) break;
  }
  socket.destroy();
  return text.split(" ")[1] ?? "nothing";
}

/** Sends a body in chunks until it is all sent or somebody has had enough; the status of the answer. */
async function upload(port: number, head: string): Promise<string> {
  const socket = net.connect(port, "127.0.0.1");
  const gone = new Promise<void>((resolve) => void socket.once("close", () => resolve()));
  socket.on("error", () => undefined);
  let text = "";
  socket.on("data", (data) => {
    text += data;
  });
  socket.write(`${head}\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n`);
  const piece = `${PIECE.length.toString(16)}\r\n${PIECE}\r\n`;
  for (let sent = 0; sent < BODY_BYTES && text === "" && !socket.destroyed; sent += PIECE.length)
    if (!socket.write(piece)) await Promise.race([once(socket, "drain").catch(() => undefined), gone]);
  if (text === "" && !socket.destroyed) await Promise.race([once(socket, "data").catch(() => undefined), gone]);
  socket.destroy();
  return text.split(" ")[1] ?? "nothing";
}

const request = (line: string, ...fields: string[]) =>
  `${[`${line} HTTP/1.1`, "Host: here", ...fields].join("\r\n")}\r\n\r\n`;
const UPGRADE = "Connection: Upgrade";

/** Each of these in turn. */
const raw = (kind: string, inFlight: number, sent: string[]): Attack => ({
  kind,
  inFlight,
  prepare: async ({ port }) => {
    let turn = 0;
    return () => statusOf(port, sent[turn++ % sent.length] ?? "");
  },
});

export const requests: Attack[] = [
  {
    kind: "three bodies of 600 MB at a time: sign-in, pages, procedures",
    inFlight: 3,
    prepare: async ({ port }) => {
      const paths = ["/api/auth/callback/password", "/signin", "/api/trpc/flows.list", "/flows"];
      let turn = 0;
      return () => upload(port, `POST ${paths[turn++ % paths.length]} HTTP/1.1`);
    },
  },
  raw("upgrades: h2c, web sockets of a development server", 16, [
    request("GET /api/health/live", `${UPGRADE}, HTTP2-Settings`, "Upgrade: h2c", "HTTP2-Settings: AAMA"),
    request("GET /_next/webpack-hmr", UPGRADE, "Upgrade: websocket", "Sec-WebSocket-Key: a"),
  ]),
  raw("headers of 20 kB", 16, [request("GET /flows", `X-Long: ${"x".repeat(20_000)}`)]),
  raw("200 connections whose headers never end", 200, ["GET /flows HTTP/1.1\r\nHost: he", "GET /fl"]),
  raw("targets: *, absolute, doubled slashes", 16, [
    ...[request("OPTIONS *"), request("GET http://evil.example/api/health/live"), request("GET //api/health/live")],
    `${request("POST http://here//api/x", "Content-Length: 3")}a=b`,
  ]),
];
