import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { log } from "@/server/platform/log";

let lines: string[];
beforeEach(() => {
  lines = [];
  const stream = (log as unknown as Record<symbol, { write: (line: string) => void }>)[pino.symbols.streamSym];
  if (!stream) throw new Error("The log writes nowhere.");
  vi.spyOn(stream, "write").mockImplementation((line) => void lines.push(line));
});
afterEach(() => vi.restoreAllMocks());

test.each([
  ["a secret", { client_secret: "s3cret" }],
  ["one of a part", { row: { auth_token: "s3cret" } }],
  ["a number that was dialled", { call: { attempt: { to: "s3cret" } } }],
  [
    "the connection that a driver's error carries",
    { err: Object.assign(new Error("gone"), { client: { parameters: { host: "s3cret" } } }) },
  ],
])("%s is not logged", (_, what) => {
  log.warn(what, "something happened");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("something happened");
  expect(lines[0]).not.toContain("s3cret");
});

test("an error is told by its code and its stack", () => {
  log.error({ err: Object.assign(new Error("gone"), { code: "ECONNRESET", client: {} }) }, "lost");
  expect(JSON.parse(lines[0] ?? "").err).toMatchObject({
    code: "ECONNRESET",
    stack: expect.any(String),
  });
});
