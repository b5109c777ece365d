import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { env } from "../platform/env";
import { log } from "../platform/log";
import { notFound, problem } from "../platform/problem";
import { orderlyClose } from "./connection/orderly-close";
import { discardBody, toRequest } from "./connection/request";
import { answer, match, observe } from "./router";

/** Answers through `res` and returns null, or returns what to answer. */
export type Fallback = (req: IncomingMessage, res: ServerResponse) => Promise<Response | null>;
/** `close` takes no new connections and lets what is under way finish, for ten seconds at most. */
export type Front = { port: number; close: () => Promise<void> };

/** Longer than the minute a load balancer keeps idle connections, so that it is never the one to find them closed. */
const KEEP_ALIVE_MS = 65_000;
const HEADERS_MS = 10_000;
const REQUEST_MS = 60_000;
const GRACE_MS = 10_000;

/**
 * Listens, answers the hot routes itself and hands everything else to `fallback` (the studio's pages; without it
 * there is nothing else). Port 0 takes a free one. Resolves once it listens.
 */
export async function startFront(options: { port: number; host?: string; fallback?: Fallback }): Promise<Front> {
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS },
    (req, res) => {
      handle(req, res, options.fallback).catch((error) => fail(res, error));
    },
  );
  const close = orderlyClose(server, GRACE_MS);
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // Several web processes of one machine share its port: the kernel deals out connections.
    const reusePort = env().WEB_CONCURRENCY > 1;
    server.listen({ port: options.port, host: options.host, reusePort }, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close };
}

async function handle(req: IncomingMessage, res: ServerResponse, fallback: Fallback | undefined): Promise<void> {
  const start = performance.now();
  const { headers, socket } = req;
  // Without proxies of ours nobody but the connection may say who is asking (clientAddress reads it from here).
  if (env().TRUSTED_PROXY_HOPS === 0 || !headers["x-forwarded-for"]) {
    headers["x-forwarded-for"] = socket.remoteAddress?.replace(/^::ffff:/, "") ?? "unknown";
  }
  const method = req.method ?? "GET";
  const path = (req.url ?? "/").split("?", 1)[0]!;
  const found = match(method, path);
  if (found) {
    const request = found.handler ? await toRequest(req) : null;
    // The sender went away before the body was there, and nobody is left to answer.
    if (found.handler && !request) return;
    await send(req, res, await answer(found, method, request, start));
    return;
  }
  if (!fallback) return send(req, res, notFound());
  res.once("finish", () => observe(method, "pages", res.statusCode, start));
  const instead = await fallback(req, res);
  if (instead) await send(req, res, instead);
}

async function send(req: IncomingMessage, res: ServerResponse, response: Response): Promise<void> {
  const headers: Record<string, string> = { "x-content-type-options": "nosniff" };
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  if (response.headers.has("content-length")) return sendBytes(req, res, response, headers);
  // Every other hot route answers text, which leaves together with its head in one write (bytes take two: 100 µs, not 78).
  const body = response.body === null || req.method === "HEAD" ? null : await response.text();
  if (body) headers["content-length"] = String(Buffer.byteLength(body));
  res.writeHead(response.status, headers);
  res.end(body);
  discardBody(req);
}

/** A body of a declared length goes out as it comes in, as fast as the other side takes it. */
async function sendBytes(
  req: IncomingMessage,
  res: ServerResponse,
  { status, body }: Response,
  headers: Record<string, string>,
): Promise<void> {
  res.writeHead(status, headers);
  if (body === null || req.method === "HEAD") res.end();
  // Who listens may stop in the middle: then nothing more is read either.
  else await pipeline(Readable.fromWeb(body as WebStream), res).catch(() => res.destroy());
  discardBody(req);
}

/** What no handler has caught. */
function fail(res: ServerResponse, error: unknown): void {
  if (res.headersSent || res.destroyed) {
    log.error({ err: error }, "an answer broke off");
    res.destroy();
    return;
  }
  send(res.req, res, problem(error)).catch(() => res.destroy());
}
