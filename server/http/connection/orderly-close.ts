import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Returns a function that closes the server: it takes no new connection, closes at once those that have no request (Node keeps
 * one open that has not sent its first request), the others after their answer, and cuts off after `graceMs` what is left.
 */
export function orderlyClose(server: Server, graceMs: number): () => Promise<void> {
  const open = new Set<Socket>();
  const busy = new Set<Socket>();
  let closing = false;

  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  server.prependListener("request", ({ socket }: IncomingMessage, res: ServerResponse) => {
    busy.add(socket);
    if (closing) res.setHeader("Connection", "close");
    res.once("close", () => {
      busy.delete(socket);
      if (closing) socket.end();
    });
  });

  return () =>
    new Promise((resolve) => {
      closing = true;
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      for (const socket of open) if (!busy.has(socket)) socket.destroy();
    });
}
