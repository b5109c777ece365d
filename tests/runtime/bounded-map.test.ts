import { expect, it } from "vitest";
import { BoundedMap } from "@/engine/bounded-map";

it.each([
  { keys: "ab", left: "ab" },
  { keys: "abcd", left: "bcd" },
  { keys: "abcde", left: "cde" },
  // A key that is there already takes no room, and stays as old as it was.
  { keys: "abca", left: "abc" },
  { keys: "abcad", left: "bcd" },
])("of $keys keeps $left", ({ keys, left }) => {
  const map = new BoundedMap<string, number>(3);
  for (const [index, key] of [...keys].entries()) map.set(key, index);
  expect([...map.keys()].join("")).toBe(left);
  expect(map.get("a")).toBe(left.includes("a") ? keys.lastIndexOf("a") : undefined);
});
