import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { env } from "../platform/env";
import { PatchcordError } from "../platform/errors";
import { log } from "../platform/log";
import { notFound, problem } from "../platform/problem";
import { markThisMachine } from "../platform/this-machine";
import { checkDeclaredLength } from "./connection/body-limit";
import { isEnding, lingerAfterAnswer } from "./connection/linger";
import { orderlyClose } from "./connection/orderly-close";
import { discardBody, toRequest, willOverflow } from "./connection/request";
import { canonicalPath, namesOneHost, toOriginForm } from "./connection/target";
import { answerUnreadable } from "./connection/unreadable";
import { answer, match, observe } from "./router";

/** Answers through `res` and returns null, or returns what to answer. */
export type Fallback = (req: IncomingMessage, res: ServerResponse) => Promise<Response | null>;
/** `close` takes no new connections and lets what is under way finish, for ten seconds at most. */
export type Front = { port: number; close: () => Promise<void> };
/** `headersMs`: how long the headers of a request may take. */
export type FrontOptions = { port: number; host?: string; fallback?: Fallback; headersMs?: number };

/** Requests with `Expect: 100-continue` that have not been told to go on. */
const asksFirst = new WeakSet<IncomingMessage>();

/** Longer than the minute a load balancer keeps idle connections, so that it is never the one to find them closed. */
const KEEP_ALIVE_MS = 65_000;
const HEADERS_MS = 10_000;
const REQUEST_MS = 60_000;
/** How often connections are looked at for the two limits above: every 30 seconds, unless it is said. */
const LOOK_MS = 1000;
const GRACE_MS = 10_000;
/** What `OPTIONS *` is told: the methods of all addresses together (RFC 9110, 9.3.7). */
const SERVER_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

/**
 * Listens, answers the hot routes itself and hands everything else to `fallback` (the studio's pages; without it
 * there is nothing else). Port 0 takes a free one. Resolves once it listens.
 */
export async function startFront(options: FrontOptions): Promise<Front> {
  const limits = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: options.headersMs ?? HEADERS_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: Math.min(LOOK_MS, options.headersMs ?? LOOK_MS),
  };
  const server = createServer(limits, (req, res) => {
    handle(req, res, options.fallback).catch((error) => fail(res, error));
  });
  const close = orderlyClose(server, GRACE_MS);
  answerUnreadable(server);
  // Whoever asks before sending a body is told to go on when somebody is about to read it.
  server.on("checkContinue", (req, res) => {
    asksFirst.add(req);
    server.emit("request", req, res);
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
  if (isEnding(socket)) return;
  if (!namesOneHost(req)) return send(req, res, problem(badHost()));
  if (!toOriginForm(req)) return send(req, res, problem(badTarget()));
  markThisMachine(headers, socket.remoteAddress);
  // Without proxies of ours nobody but the connection may say who is asking (clientAddress reads it from here).
  if (env().TRUSTED_PROXY_HOPS === 0 || !headers["x-forwarded-for"]) {
    headers["x-forwarded-for"] = socket.remoteAddress?.replace(/^::ffff:/, "") ?? "unknown";
  }
  const method = req.method ?? "GET";
  const path = (req.url ?? "/").split("?", 1)[0]!;
  const found = match(method, path);
  if (found && !(found.isUpload && fallback)) {
    goOn(req, res);
    const request = found.handler ? await toRequest(req) : null;
    // The sender went away before the body was there, and nobody is left to answer.
    if (found.handler && !request) return;
    await send(req, res, await answer(found, method, request, start));
    return;
  }
  const elsewhere = found ? null : instead(req, method, path);
  if (elsewhere) return send(req, res, elsewhere);
  if (!fallback) return send(req, res, notFound());
  checkDeclaredLength(req);
  goOn(req, res);
  res.once("finish", () => observe(method, "pages", res.statusCode, start));
  const answered = await fallback(req, res);
  if (answered) await send(req, res, answered);
}

function goOn(req: IncomingMessage, res: ServerResponse): void {
  if (asksFirst.delete(req)) res.writeContinue();
}

/**
 * What to answer for a path that is not written as addresses are, instead of passing it on: a reader of a page is sent to its
 * address, and nobody else anywhere, since a redirected POST is sent twice or loses its body. Null for every other path.
 */
function instead(req: IncomingMessage, method: string, path: string): Response | null {
  if (path === "*") return new Response(null, { status: 204, headers: { Allow: SERVER_METHODS } });
  const canonical = canonicalPath(path);
  if (canonical === path) return null;
  const isPage = (method === "GET" || method === "HEAD") && !/^\/(api|\.well-known)(\/|$)/.test(canonical);
  if (!isPage) return problem(new PatchcordError("not_found", `There is nothing at this address. Ask ${canonical}.`));
  return new Response(null, { status: 308, headers: { Location: canonical + req.url?.slice(path.length) } });
}

function badHost(): PatchcordError {
  return new PatchcordError("invalid_request", "The request must name one host, by its name or address and its port.");
}

function badTarget(): PatchcordError {
  return new PatchcordError("invalid_request", "The request's target is neither a path nor an address of this server.");
}

async function send(req: IncomingMessage, res: ServerResponse, response: Response): Promise<void> {
  const headers: Record<string, string> = { "x-content-type-options": "nosniff" };
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  if (response.status === 413 || willOverflow(req)) {
    headers.connection = "close";
    lingerAfterAnswer(req.socket);
  }
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
