import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import { writeDefinition } from "@/engine/definition/write";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };
import { randomFlow } from "../verify/random-flow";

function parsed(input: unknown): FlowDefinition {
  const result = parseDefinition(registry, input);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.definition;
}

/** The same document with the keys of every object in another order. */
function shuffled(value: unknown, at: (length: number) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, at));
  if (typeof value !== "object" || value === null) return value;
  const left = Object.entries(value);
  const entries: [string, unknown][] = [];
  while (left.length > 0) {
    const [[key, item] = ["", null]] = left.splice(at(left.length), 1);
    entries.push([key, shuffled(item, at)]);
  }
  return Object.fromEntries(entries);
}

describe("writeDefinition", () => {
  it("orders the flow, its steps breadth first, and keeps layout and notes last", () => {
    const flow = parsed({
      ...reportAProblem,
      layout: { end: [1, 2], gone: [3, 4], trigger: [0, 0] },
      notes: [{ position: [0, 0], text: "Ask Ann", id: "n" }],
    });
    flow.steps.island = { component: "end_flow", name: "Left over", config: {}, exits: {} };
    const written = writeDefinition(flow);
    expect(Object.keys(written)).toEqual([
      ...["patchcord", "name", "description", "language", "max_queue_seconds", "variables", "start", "on_hang_up"],
      ...["steps", "layout", "notes"],
    ]);
    expect(Object.keys(written.steps)).toEqual(["trigger", "call_customer", "announce", "end", "call_agent", "island"]);
    expect(Object.keys(written.layout)).toEqual(["trigger", "end", "gone"]);
    expect(Object.keys(written.notes[0] ?? {})).toEqual(["id", "text", "position"]);
  });

  it("leaves out exits that are not wired", () => {
    const flow = parsed(reportAProblem);
    flow.steps.call_agent!.exits.finished = null;
    expect(writeDefinition(flow)).toEqual(writeDefinition(parsed(reportAProblem)));
  });

  it("reads back as the same, whatever the order of the keys", () => {
    fc.assert(
      fc.property(randomFlow({ product: true }), fc.infiniteStream(fc.nat()), (flow, numbers) => {
        const at = (length: number) => numbers.next().value % length;
        const written = writeDefinition(parsed(flow));
        expect(parsed(JSON.parse(JSON.stringify(written)))).toEqual(parsed(flow));
        expect(JSON.stringify(writeDefinition(parsed(shuffled(flow, at))))).toBe(JSON.stringify(written));
        expect(JSON.stringify(writeDefinition(written))).toBe(JSON.stringify(written));
      }),
      { numRuns: 100 },
    );
  });
});
