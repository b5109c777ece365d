import { afterAll, beforeAll, expect, it } from "vitest";
import { productionShape, type Shape } from "./shape";

let shape: Shape;
beforeAll(async () => {
  shape = await productionShape({ ratePerSecond: 2 });
});
afterAll(() => shape.close());

it("two web processes share one budget of two requests a second", async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => shape.start({ contact_1: "+12025550121", contact_2: "+12025550130" })),
  );
  const statuses = answers.map((answer) => answer.status);
  // A sliding window: what straddles two windows can let one or two more through, never a budget for each process.
  expect(statuses.filter((status) => status === 202).length).toBeGreaterThanOrEqual(2);
  expect(statuses.filter((status) => status === 202).length).toBeLessThanOrEqual(3);
  const refused = answers.find((answer) => answer.status === 429);
  expect(refused?.headers.get("retry-after")).toBe("1");
});
