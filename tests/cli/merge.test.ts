import { expect, test } from "vitest";
import type { FlowFile } from "@/cli/files/flow-files";
import { merge } from "@/cli/files/merge";

/** Made of what the flow was, what I have made of it and what others have: what is merged, and where both have changed it. */
type Document = Record<string, unknown>;
const content = (document: Document, tests: Document[] = []) => ({ document, tests }) as unknown as FlowFile;
const base = {
  name: "A",
  steps: { a: { config: { text: "Hi", seconds: 5 }, exits: { ok: "b" } }, b: {} },
  labels: ["x"],
};
const { a, b } = base.steps;

test.each<[what: string, mine: Document, theirs: Document, merged: Document, conflicts: string[]]>([
  ["nothing", base, base, base, []],
  ["mine alone", { ...base, name: "M" }, base, { ...base, name: "M" }, []],
  ["theirs alone", base, { ...base, name: "T" }, { ...base, name: "T" }, []],
  ["the same by both", { ...base, name: "S" }, { ...base, name: "S" }, { ...base, name: "S" }, []],
  ["one place by both", { ...base, name: "M" }, { ...base, name: "T" }, { ...base, name: "M" }, ["name"]],
  [
    "two settings of one step",
    { ...base, steps: { a: { ...a, config: { text: "Hello", seconds: 5 } }, b } },
    { ...base, steps: { a: { ...a, config: { text: "Hi", seconds: 9 } }, b } },
    { ...base, steps: { a: { ...a, config: { text: "Hello", seconds: 9 } }, b } },
    [],
  ],
  [
    "one setting of one step",
    { ...base, steps: { a: { ...a, config: { ...a.config, seconds: 7 } }, b } },
    { ...base, steps: { a: { ...a, config: { ...a.config, seconds: 9 } }, b } },
    { ...base, steps: { a: { ...a, config: { ...a.config, seconds: 7 } }, b } },
    ["steps.a.config.seconds"],
  ],
  [
    "a step each",
    { ...base, steps: { ...base.steps, m: { n: 1 } } },
    { ...base, steps: { ...base.steps, t: { n: 2 } } },
    { ...base, steps: { ...base.steps, m: { n: 1 }, t: { n: 2 } } },
    [],
  ],
  ["a step that they removed", base, { ...base, steps: { a } }, { ...base, steps: { a } }, []],
  [
    "a step that they removed and I changed",
    { ...base, steps: { a, b: { n: 1 } } },
    { ...base, steps: { a } },
    { ...base, steps: { a, b: { n: 1 } } },
    ["steps.b"],
  ],
  [
    "a step that I removed and they changed",
    { ...base, steps: { a } },
    { ...base, steps: { a, b: { n: 1 } } },
    { ...base, steps: { a } },
    ["steps.b"],
  ],
  [
    "lists",
    { ...base, labels: ["x", "m"] },
    { ...base, labels: ["x", "t"] },
    { ...base, labels: ["x", "m"] },
    ["labels"],
  ],
])("%s", (_what, mine, theirs, merged, conflicts) => {
  expect(merge(content(base), content(mine), content(theirs))).toEqual({ merged: content(merged), conflicts });
});

test("tests are told apart by name", () => {
  const named = (name: string): Document => ({ name, n: 1 });
  const [one, two, mine, theirs] = [named("One"), named("Two"), named("Mine"), named("Theirs")];
  const made = merge(
    content(base, [one, two]),
    content(base, [one, { ...two, n: 2 }, mine]),
    content(base, [two, theirs]),
  );
  expect(made).toEqual({ merged: content(base, [{ ...two, n: 2 }, mine, theirs]), conflicts: [] });
});
