import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { PLANTED } from "./planted";

const root = path.resolve(import.meta.dirname, "../..");

test("each planted bug has a name of its own", () => {
  expect(new Set(PLANTED.map(({ name }) => name)).size).toBe(PLANTED.length);
});

test.each(PLANTED)("its place is there: $name", ({ file, from, to }) => {
  expect(readFileSync(path.join(root, file), "utf8").split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});
