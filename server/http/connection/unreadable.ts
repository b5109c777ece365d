import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { isEnding, linger } from "./linger";

/** What to say about a request that Node could not read, by its error's code. */
const STATUS_LINE: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Content Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/**
 * Answers requests that cannot be read (malformed, headers too large, sent too slowly) and ends their connection. Answers
 * under way to requests before it on the same connection go first; one that is written halfway is cut off.
 */
export function answerUnreadable(server: Server): void {
  // A connection's answers go out in the order of their requests: once the newest is closed, all are.
  const newest = new WeakMap<Socket, ServerResponse>();

  server.prependListener("request", ({ socket }: IncomingMessage, res: ServerResponse) => {
    newest.set(socket, res);
  });

  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const refuse = () => {
      if (isEnding(socket)) return;
      if (!socket.writable) return void socket.destroy();
      const status = STATUS_LINE[error.code ?? ""] ?? "400 Bad Request";
      socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      linger(socket);
    };
    const last = newest.get(socket);
    if (!last || last.closed) return refuse();
    // What cannot be read is the next request, and its answer comes after the one before.
    if (last.req.complete) return void last.once("close", refuse);
    // What cannot be read is the body of the request itself.
    if (last.headersSent) socket.destroy();
    else refuse();
  });
}
