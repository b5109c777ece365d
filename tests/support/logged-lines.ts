import pino from "pino";
import { afterAll, vi } from "vitest";
import { log } from "@/server/platform/log";

/** Everything that this process logs from here to the end of the test file, at every level, line by line. */
export function loggedLines(): string[] {
  const lines: string[] = [];
  const stream = (log as unknown as Record<symbol, { write: (line: string) => void }>)[pino.symbols.streamSym];
  if (!stream) throw new Error("The log writes nowhere.");
  vi.spyOn(stream, "write").mockImplementation((line) => void lines.push(line));
  log.level = "trace";
  log.trace("the test listens");
  if (lines.splice(0).length !== 1) throw new Error("What is logged is not seen.");
  afterAll(() => vi.restoreAllMocks());
  return lines;
}
