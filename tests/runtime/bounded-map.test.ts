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

it("keeps as much as its entries weigh", () => {
  const map = new BoundedMap<string, number>(10, (weight) => weight);
  map.set("a", 4).set("b", 4).set("c", 2);
  expect([...map.keys()]).toEqual(["a", "b", "c"]);
  // What replaces a value is weighed in its place.
  map.set("b", 5);
  expect([...map.keys()]).toEqual(["b", "c"]);
  map.delete("b");
  map.set("d", 8);
  expect([...map.keys()]).toEqual(["c", "d"]);
  map.set("e", 99);
  expect([...map.keys()]).toEqual(["e"]);
  map.clear();
  map.set("f", 10);
  expect([...map.keys()]).toEqual(["f"]);
});
