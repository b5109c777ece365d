import { expect, test } from "vitest";
import { setEnvironment } from "../support/environment";

setEnvironment({ DATABASE_URL: "postgresql://nowhere/none", PUBLIC_URL: "https://calls.example", LOG_LEVEL: "silent" });
const { serveProcedures } = await import("@/server/trpc/serve");

const LARGEST = 20;
async function ask(path: string, init?: RequestInit): Promise<[status: number, text: string]> {
  const request = new Request(`https://calls.example/api/trpc/${path}`, init);
  const response = await serveProcedures(request, { session: async () => null, largestBatch: LARGEST });
  return [response.status, await response.text()];
}
const batch = (count: number) => `${Array.from({ length: count }, () => "no.such").join(",")}?batch=1`;

test("a request asks only so many procedures, and one more is refused before any of them is looked for", async () => {
  const [status, text] = await ask(batch(LARGEST + 1));
  expect([status, JSON.parse(text).error.json.message]).toEqual([400, "Batch call exceeds maximum size"]);
});

test("as many as that are each answered", async () => {
  const [status, text] = await ask(batch(LARGEST));
  expect([status, JSON.parse(text).length]).toEqual([404, LARGEST]);
});

test.each([
  ["13.1 nested 2,000,000 deep", "[".repeat(2_000_000), 400, "nested deeper than 100 levels"],
  ["13.3 larger than 4 MiB, without a front that counts", `"${"x".repeat(4 * 1024 * 1024)}"`, 413, "request_too_large"],
  ["as it should be", '{"json":{}}', 404, "NOT_FOUND"],
])("a body %s", async (_what, body, status, says) => {
  const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
  expect(await ask("no.such", { method: "POST", headers, body })).toEqual([status, expect.stringContaining(says)]);
});
