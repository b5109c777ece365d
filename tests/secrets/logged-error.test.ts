import { expect, test } from "vitest";
import { z } from "zod";
import { PatchcordError } from "@/server/platform/errors";
import { loggedError, PlainError, plainWords } from "@/server/platform/logged-error";

const WORD = "planted-word";

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

const databaseError = (code: string, message: string) =>
  Object.assign(new Error(message), { name: "error", code, severity: "ERROR", routine: "errorMissingColumn" });

const QUOTING: [what: string, error: unknown][] = [
  ["a parser's quote", thrown(() => JSON.parse(`{"a":${WORD}}`))],
  ["a schema's", thrown(() => z.enum(["a"]).parse(WORD))],
  ["an address", thrown(() => new URL(`http://[${WORD}`))],
  ["a number", thrown(() => BigInt(WORD))],
  ["ours, which is written for whom it refuses", new PatchcordError("invalid_arguments", `${WORD} is no number`)],
  ["a row the database refused", Object.assign(databaseError("23505", `Key (${WORD})`), { detail: WORD, where: WORD })],
  ["a value the database refused", databaseError("22P02", `invalid input syntax: "${WORD}"`)],
  ["what a trigger says", databaseError("P0001", WORD)],
  ["a cause", new PlainError("a statement failed", { cause: new Error(WORD, { cause: new Error(WORD) }) })],
  ["one of several", new AggregateError([new Error(WORD), new Error("b")], WORD)],
  ["a property", Object.assign(new Error("x"), { client: { password: WORD }, input: WORD, code: `E ${WORD}` })],
  ["a message with lines like a stack's", new Error(`x\n    at ${WORD} (a.ts:1:1)`)],
  ["a name", Object.assign(new Error("x"), { name: `A ${WORD} B` })],
  ["a text that was thrown", WORD],
];

test.each(QUOTING)("13.18 of an error, %s is not logged", (_what, error) => {
  expect(JSON.stringify(loggedError(error))).not.toContain(WORD);
});

test.each<[what: string, error: unknown, says: object]>([
  [
    "a system's error",
    Object.assign(new Error("x"), { code: "ECONNREFUSED", syscall: "connect", port: 5432 }),
    { code: "ECONNREFUSED", syscall: "connect", port: 5432 },
  ],
  [
    "SQL that is wrong",
    databaseError("42883", "function gone() does not exist"),
    { code: "42883", message: "function gone() does not exist", routine: "errorMissingColumn" },
  ],
  ["a database that ends", databaseError("57P01", "terminating connection"), { message: "terminating connection" }],
  [
    "a constraint",
    Object.assign(databaseError("23514", "x"), { constraint: "flow_name" }),
    { code: "23514", constraint: "flow_name" },
  ],
  [
    "ours that are plain",
    new PlainError("no answer within 40 ms"),
    { type: "PlainError", message: "no answer within 40 ms" },
  ],
])("what helps is: %s", (_what, error, says) => {
  expect(loggedError(error)).toMatchObject({ ...says, stack: expect.stringMatching(/^\s+at .*logged-error\.test/) });
});

test.each(QUOTING.filter(([, error]) => !(error instanceof PatchcordError)))(
  "13.18 of a job's error, %s is not kept",
  (_what, error) => expect(plainWords(error)).not.toContain(WORD),
);

test.each<[what: string, error: unknown, says: string]>([
  [
    "ours, to the account's own admins",
    new PatchcordError("conflict", "There is no such call."),
    "There is no such call.",
  ],
  ["a database that ends", databaseError("57P01", "terminating connection"), "terminating connection"],
  ["a system's error", Object.assign(new Error(WORD), { code: "EPIPE" }), "It failed (Error EPIPE); the log has more."],
  ["a row the database refused", databaseError("23505", WORD), "It failed (error 23505); the log has more."],
])("of a job's error, %s is kept as it can be", (_what, error, says) => expect(plainWords(error)).toBe(says));
