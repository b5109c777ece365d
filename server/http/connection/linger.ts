import type { Socket } from "node:net";

/** How long, and for how many bytes, whoever was refused may go on sending before the connection is cut. */
const LINGER_MS = 2000;
const MAX_LINGERING_BYTES = 16 * 1024 * 1024;
const LOOK_MS = 50;

const ending = new WeakSet<Socket>();

/** True once `linger` has been called: what such a connection still brings is nobody's request. */
export const isEnding = (socket: Socket): boolean => ending.has(socket);

/**
 * Ends a connection whose sender may still be sending: closes our side after what was written, and reads and discards what
 * comes until the other side closes, too. A socket closed at once would be reset, and the answer lost with it (RFC 9112, 9.6).
 */
export function linger(socket: Socket): void {
  if (ending.has(socket) || socket.destroyed) return;
  ending.add(socket);
  const until = performance.now() + LINGER_MS;
  const most = socket.bytesRead + MAX_LINGERING_BYTES;
  const watch = setInterval(() => {
    if (performance.now() > until || socket.bytesRead > most) socket.destroy();
  }, LOOK_MS);
  socket.on("error", () => undefined);
  socket.once("end", () => socket.destroy());
  socket.once("close", () => clearInterval(watch));
  socket.end();
  socket.resume();
}

/** After the answer that is about to be written, the connection lingers instead of being destroyed at once, as Node would. */
export function lingerAfterAnswer(socket: Socket): void {
  socket.destroySoon = () => linger(socket);
}
