import type { IncomingMessage } from "node:http";
import { env } from "../../platform/env";
import { PatchcordError } from "../../platform/errors";
import { leanRequest } from "./lean-request";

/** Bodies up to this size are read before the handler runs, which spares it a stream. */
const READ_AHEAD_BYTES = 64 * 1024;
/** No hot route takes more than 64 KiB; beyond this the reading itself breaks off, whatever a handler does. */
const MOST_BYTES = 256 * 1024;
/** A refused upload is read on this far, so that its sender sees the answer before the connection goes. */
const DRAIN_BYTES = 1024 * 1024;

/** The request as a Web-standard one, its URL under PUBLIC_URL. Null where the sender went away before its body was there. */
export async function toRequest(req: IncomingMessage): Promise<Request | null> {
  const url = env().PUBLIC_URL + (req.url ?? "/");
  const length = Number(req.headers["content-length"] ?? Number.NaN);
  if (req.method === "GET" || req.method === "HEAD") return leanRequest(url, req, null);
  if (length <= READ_AHEAD_BYTES) {
    const body = await readAll(req, length);
    return body && leanRequest(url, req, body);
  }
  const hasBody = length > READ_AHEAD_BYTES || req.headers["transfer-encoding"] !== undefined;
  return leanRequest(url, req, hasBody ? stream(req) : null);
}

/** Reads away what a handler left of the body, up to a bound. */
export function drain(req: IncomingMessage): void {
  if (req.complete || req.destroyed) return;
  let left = DRAIN_BYTES;
  // Whoever read so far stopped listening, or holds the body back because nobody takes it.
  req.removeAllListeners("data");
  req.on("data", (chunk: Buffer) => {
    left -= chunk.byteLength;
    if (left < 0) req.destroy();
  });
  req.on("error", () => undefined);
  req.resume();
}

function readAll(req: IncomingMessage, length: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(length);
  let at = 0;
  return new Promise((resolve) => {
    req.on("data", (chunk: Buffer) => {
      bytes.set(chunk, at);
      at += chunk.byteLength;
    });
    req.once("end", () => resolve(bytes));
    req.once("error", () => resolve(null));
    req.once("close", () => resolve(null));
  });
}

function stream(req: IncomingMessage): ReadableStream<Uint8Array> {
  let size = 0;
  let finish: (last: (controller: ReadableStreamDefaultController) => void) => void = () => undefined;
  return new ReadableStream({
    start(controller) {
      const take = (chunk: Buffer) => {
        size += chunk.byteLength;
        if (size > MOST_BYTES) return finish(() => controller.error(tooLarge()));
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) req.pause();
      };
      // Once only: the body goes on after a handler has given up on it, and a closed stream takes nothing more.
      finish = (last) => {
        finish = () => undefined;
        req.off("data", take);
        last(controller);
      };
      req.on("data", take);
      req.once("end", () => finish(() => controller.close()));
      req.once("error", (error) => finish(() => controller.error(error)));
      req.pause();
    },
    pull: () => void req.resume(),
    cancel: () => finish(() => undefined),
  });
}

function tooLarge(): PatchcordError {
  return new PatchcordError("request_too_large", "The body is too large.");
}
