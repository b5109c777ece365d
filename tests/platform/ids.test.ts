import { validate, version } from "uuid";
import { expect, test } from "vitest";
import { randomBytes } from "@/server/platform/ids/random-bytes";
import { uuid } from "@/server/platform/ids/uuid";

const MANY = 20_000;

test("each id is a UUID of version 7, and greater than those before it", () => {
  const made = Array.from({ length: MANY }, uuid);
  expect(made.filter((id) => !validate(id) || version(id) !== 7)).toEqual([]);
  expect(made).toEqual([...new Set(made)].sort());
});

test("no random bytes are given twice", () => {
  const made = Array.from({ length: MANY }, () => randomBytes(16).toString("hex"));
  expect(new Set(made).size).toBe(MANY);
});
