import type { IncomingMessage } from "node:http";
import { LIMITS } from "@/engine/limits";
import { env } from "../../platform/env";
import { PatchcordError } from "../../platform/errors";
import { lazyRequest } from "./lazy-request";
import { linger } from "./linger";

/** Bodies up to this size are read before the handler runs: that is faster than a stream. */
const MAX_BUFFERED_BYTES = 64 * 1024;
/** No hot route takes more than a flow's document; a stream that has passed this many bytes fails, whatever the handler does. */
const MAX_STREAMED_BYTES = 2 * LIMITS.definition_bytes;
/** So many bytes of a refused upload are read and discarded, so that its sender sees the answer before the connection closes. */
const MAX_DRAINED_BYTES = 1024 * 1024;

/** The message as a web-standard Request, its URL under PUBLIC_URL. Null where the client disconnected before it had sent the body. */
export async function toRequest(req: IncomingMessage): Promise<Request | null> {
  const url = env().PUBLIC_URL + (req.url ?? "/");
  const length = Number(req.headers["content-length"] ?? Number.NaN);
  if (req.method === "GET" || req.method === "HEAD") return lazyRequest(url, req, null);
  if (length <= MAX_BUFFERED_BYTES) {
    const body = await readAll(req, length);
    return body && lazyRequest(url, req, body);
  }
  const hasBody = length > MAX_BUFFERED_BYTES || req.headers["transfer-encoding"] !== undefined;
  return lazyRequest(url, req, hasBody ? stream(req) : null);
}

/** True where more of the body may be on its way than `discardBody` takes, so that the connection has to end. */
export function willOverflow(req: IncomingMessage): boolean {
  return !req.complete && Number(req.headers["content-length"] ?? 0) > MAX_DRAINED_BYTES;
}

/** Reads and discards what the handler did not read of the body, up to a limit; then the connection ends. */
export function discardBody(req: IncomingMessage): void {
  if (req.complete || req.destroyed) return;
  let left = MAX_DRAINED_BYTES;
  // The stream above has stopped listening, or has paused the message because nobody reads from it.
  req.removeAllListeners("data");
  req.on("data", (chunk: Buffer) => {
    left -= chunk.byteLength;
    if (left < 0) linger(req.socket);
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
        if (size > MAX_STREAMED_BYTES) return finish(() => controller.error(tooLarge()));
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) req.pause();
      };
      // Runs once: more of the body may come after the handler has cancelled the stream, and a closed stream takes nothing more.
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
