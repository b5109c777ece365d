import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

/** One request that the stub server received. */
export type ReceivedRequest = { method: string; path: string; headers: http.IncomingHttpHeaders; body: string };
/** `breaksOff`: the connection ends after the request, before any answer. */
export type StubResponse = {
  breaksOff?: true;
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
};

export type StubServer = {
  url: string;
  received: ReceivedRequest[];
  /** Answers every pending request. */
  release: () => void;
};

let held = 0;
const releases = new Set<() => void>();

/** How many requests the test file's stub servers have not answered yet; the driven clock does not wait for these. */
export const pendingResponses = (): number => held;

/** Answers every pending request of every stub server. */
export function releasePendingResponses(): void {
  for (const release of releases) release();
}

/** In place of a response: the request stays unanswered until `release`. */
export const PENDING = Symbol("pending");

/**
 * A web service that the product calls, on a port of its own, closed after the test file. `answer` makes the response to a
 * request; where it says PENDING, it is asked `again` at `release`.
 */
export async function stubServer(
  answer: (request: ReceivedRequest, again: boolean) => StubResponse | typeof PENDING,
): Promise<StubServer> {
  const received: ReceivedRequest[] = [];
  const waiting = new Set<() => void>();
  const server = http.createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const request = { method: req.method ?? "", path: req.url ?? "", headers: req.headers, body };
    received.push(request);
    const reply = answer(request, false);
    if (reply !== PENDING) return respond(res, reply);
    held += 1;
    const go = () => {
      if (!waiting.delete(go)) return;
      held -= 1;
      const later = answer(request, true);
      if (later !== PENDING && !res.destroyed) respond(res, later);
    };
    waiting.add(go);
    res.once("close", () => {
      if (waiting.delete(go)) held -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const release = () => {
    for (const go of [...waiting]) go();
  };
  releases.add(release);
  afterAll(async () => {
    releases.delete(release);
    release();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${port}`, received, release };
}

function respond(res: http.ServerResponse, { status = 200, headers = {}, body = "", breaksOff }: StubResponse): void {
  if (breaksOff) return void res.destroy();
  res.writeHead(status, { "content-type": "application/json", ...headers });
  res.end(body);
}
