import fc from "fast-check";
import { expect, test } from "vitest";
import { testWorld } from "../support/world";
import { ARGUMENTS, askStart } from "./ask";

const world = await testWorld({ worker: false });

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("\0", "\ud800", "__proto__"),
);
const argument = fc.oneof(text, fc.constantFrom(...Object.values(ARGUMENTS)));
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map((value) => new TextEncoder().encode(value)),
  fc
    .record({ contact_1: argument, contact_2: argument })
    .map((value) => new TextEncoder().encode(JSON.stringify(value))),
  fc
    .dictionary(fc.oneof(text, fc.constantFrom("contact_1", "contact_2")), fc.jsonValue())
    .map((value) => new TextEncoder().encode(JSON.stringify(value))),
);
const key = fc.option(
  fc.string({ unit: "binary-ascii" }).filter((value) => /^[\x20-\x7e\x80-\xff]*$/.test(value)),
  { nil: undefined },
);

test("no request body causes a 500", async () => {
  await fc.assert(
    fc.asyncProperty(body, key, async (bytes, idempotency) => {
      const response = await askStart(world, {
        body: new Uint8Array(bytes),
        headers: { "idempotency-key": idempotency },
      });
      expect([202, 400, 413, 422]).toContain(response.status);
      const answered = (await response.json()) as { code?: string; fields?: unknown[] };
      if (response.status !== 202)
        expect(answered).toMatchObject({ status: response.status, fields: expect.any(Array) });
    }),
    { numRuns: 400 },
  );
});

test("JSON nested as deep as 64 KiB allow is no 500", async () => {
  for (const nested of ["[".repeat(30_000) + "]".repeat(30_000), `${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}`]) {
    const response = await askStart(world, {
      body: `{"contact_1":${nested},"contact_2":"x"}`,
      headers: { "idempotency-key": "deep" },
    });
    expect(response.status).toBe(400);
  }
});
