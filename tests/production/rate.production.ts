import { afterAll, beforeAll, expect, it } from "vitest";
import { productionShape, type Shape } from "./shape";

let shape: Shape;
beforeAll(async () => {
  shape = await productionShape({ ratePerSecond: 2 });
});
afterAll(() => shape.close());

/** Longer than two windows: what a round has taken is forgotten in the next. */
const APART_MS = 2100;

it("two web processes share one budget of two requests a second", async () => {
  let answers: Response[] = [];
  const admitted = async () => {
    answers = await Promise.all(
      Array.from({ length: 12 }, () => shape.start({ contact_1: "+12025550121", contact_2: "+12025550130" })),
    );
    return answers.filter(({ status }) => status === 202).length;
  };
  // A budget for each process would admit four in every round. A sliding window can let one more through where it straddles two;
  // and where a busy machine lets the store answer too late, each process counts by itself for a second.
  await expect.poll(admitted, { interval: APART_MS }).toSatisfy((count) => count === 2 || count === 3);
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.headers.get("retry-after")).toBe("1");
});
