import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { type Dispatcher, Pool } from "undici";
import { limitedBody } from "../connection/body-limit";
import { discardBody } from "../connection/request";

/** RFC 9110, 7.6.1: fields about one connection. `Expect` is answered by this server already. */
const HOP_BY_HOP = [
  "connection",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/**
 * Passes requests on to the server on a Unix socket, and its answers back as they come: bodies are streamed both ways,
 * who goes away takes the request with him, and no time limit is added (an event stream may be silent for long).
 */
export function passOnTo(socketPath: string) {
  const pool = new Pool("http://pages", { socketPath, headersTimeout: 0, bodyTimeout: 0 });

  /**
   * Resolves once the answer is written. Rejects if there is none, with `request_too_large` where the body is; one that
   * breaks off in the middle destroys `res`.
   */
  async function passOn(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const gone = new AbortController();
    const abort = () => gone.abort();
    res.once("close", abort);
    try {
      await pool.stream(
        {
          path: req.url ?? "/",
          method: (req.method ?? "GET") as Dispatcher.HttpMethod,
          headers: withoutHopByHop(req.headers) as IncomingHttpHeaders,
          body: hasBody(req) ? Readable.from(limitedBody(req)) : null,
          signal: gone.signal,
        },
        ({ statusCode, headers }) => {
          res.writeHead(statusCode, withoutHopByHop(headers));
          return res;
        },
      );
      discardBody(req);
    } catch (error) {
      if (gone.signal.aborted) return;
      if (!res.headersSent) throw error;
      res.destroy();
    } finally {
      res.off("close", abort);
    }
  }

  return { passOn, close: () => pool.destroy() };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function withoutHopByHop(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = (headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase());
  const dropped = new Set([...HOP_BY_HOP, ...named]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}
