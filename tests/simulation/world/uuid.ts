import { randomBytes } from "node:crypto";
import { currentActor } from "./actor";

export { v5 } from "uuid";

const outside = { ms: -1, sequence: 0 };

/**
 * UUIDv7 (RFC 9562) in place of the package's, whose counter is one for the whole program: here every process counts for itself, as
 * processes do. Within a millisecond, and while a clock goes back, the counter grows.
 */
export function v7(): string {
  const last = currentActor()?.lastId ?? outside;
  const now = Date.now();
  if (now > last.ms) Object.assign(last, { ms: now, sequence: 0 });
  else last.sequence += 1;
  const bytes = Buffer.concat([Buffer.alloc(8), randomBytes(8)]);
  bytes.writeUIntBE(last.ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | (last.sequence & 0xfff), 6);
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
