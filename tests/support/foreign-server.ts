import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

/** What somebody else's web service got. */
export type Received = { method: string; path: string; headers: http.IncomingHttpHeaders; body: string };
export type Reply = { status?: number; headers?: Record<string, string>; body?: string };

export type ForeignServer = {
  url: string;
  received: Received[];
  /** Lets every answer go that is held. */
  release: () => void;
};

let held = 0;
const releases = new Set<() => void>();

/** Answers that foreign servers are holding back: what waits for one is still when the driven clock goes on. */
export const heldAnswers = (): number => held;

export function releaseAll(): void {
  for (const release of releases) release();
}

/** Holds the answer until `release`; a server that hangs. */
export const HOLD = Symbol("hold");

/**
 * Somebody else's web service, on a port of its own, closed after the test file. `answer` says what a request gets; with
 * HOLD it gets nothing until `release`, and then whatever `answer` says when asked again.
 */
export async function foreignServer(
  answer: (request: Received, again: boolean) => Reply | typeof HOLD,
): Promise<ForeignServer> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = http.createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const request = { method: req.method ?? "", path: req.url ?? "", headers: req.headers, body };
    received.push(request);
    const reply = answer(request, false);
    if (reply !== HOLD) return send(res, reply);
    held += 1;
    const go = () => {
      if (!waiting.delete(go)) return;
      held -= 1;
      const later = answer(request, true);
      if (later !== HOLD && !res.destroyed) send(res, later);
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

function send(res: http.ServerResponse, { status = 200, headers = {}, body = "" }: Reply): void {
  res.writeHead(status, { "content-type": "application/json", ...headers });
  res.end(body);
}
