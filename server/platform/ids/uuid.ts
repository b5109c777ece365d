import { v7 } from "uuid";
import { randomBytes } from "./random-bytes";

let last = { msecs: 0, seq: 0 };

/** A UUID of version 7 (RFC 9562), greater than all that this process made before; the library counts so itself only with its own random bytes. */
export function uuid(): string {
  const random = randomBytes(16);
  const msecs = Date.now();
  last = msecs > last.msecs ? { msecs, seq: random.readUInt32BE(6) >>> 1 } : { msecs: last.msecs, seq: last.seq + 1 };
  return v7({ random, ...last });
}
