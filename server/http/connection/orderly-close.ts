import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Makes a server close in order: no new connections, those without a request are closed at once (node keeps one that has
 * not sent a request yet), the others after their answer, and what is left after `graceMs` is cut off.
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
      const patience = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(patience);
        resolve();
      });
      for (const socket of open) if (!busy.has(socket)) socket.destroy();
    });
}
