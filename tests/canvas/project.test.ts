import { describe, expect, it } from "vitest";
import { noteKey } from "@/components/canvas/layout/ids";
import { type Projection, type ProjectionInput, project } from "@/components/canvas/scene/project";
import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { demo } from "./large-flow";

const shown = (draft: Draft, more: Partial<ProjectionInput> = {}): ProjectionInput => ({
  draft,
  selection: new Set(),
  problems: new Map(),
  path: null,
  marks: undefined,
  direction: "across",
  ...more,
});

/** Ids of what is a new object after the change. */
function renewed(before: Projection, after: Projection): string[] {
  const known = new Set<unknown>([...before.nodes, ...before.wires]);
  return [...after.nodes, ...after.wires].filter((item) => !known.has(item)).map(({ id }) => id);
}

const rename = (draft: Draft, id: string): Draft => ({
  ...draft,
  steps: { ...draft.steps, [id]: { ...draft.steps[id]!, name: "Renamed" } },
});

/** The wires to the end: where one of them comes or goes, the others make room. */
const TO_END = [
  "call_agent.invalid_number",
  "call_agent.no_answer",
  "call_customer.busy",
  "call_customer.invalid_number",
  "call_customer.no_answer",
];

const CHANGES: { what: string; change: (draft: Draft) => ProjectionInput; renews: string[] }[] = [
  { what: "nothing", change: (draft) => shown({ ...draft }), renews: [] },
  { what: "a name", change: (draft) => shown(rename(draft, "announce")), renews: ["announce"] },
  {
    what: "a position",
    change: (draft) => shown({ ...draft, layout: { ...draft.layout, end: [1400, 800] } }),
    renews: ["end", ...TO_END],
  },
  {
    what: "an exit",
    change: (draft) => {
      const agent = draft.steps.call_agent!;
      const exits = { ...agent.exits, finished: "end" };
      return shown({ ...draft, steps: { ...draft.steps, call_agent: { ...agent, exits } } });
    },
    renews: ["announce.ok", "call_agent", "call_agent.finished", ...TO_END, "end"],
  },
  {
    what: "the selection",
    change: (draft) => shown(draft, { selection: new Set(["trigger"]) }),
    renews: ["trigger", "trigger.ok"],
  },
  {
    what: "a problem",
    change: (draft) => shown(draft, { problems: new Map([["end", { errors: 1, warnings: 0 }]]) }),
    renews: ["end"],
  },
  {
    what: "an outline",
    change: (draft) => shown(draft, { outlines: new Map([["announce", { colour: "person-1", text: "Ada" }]]) }),
    renews: ["announce"],
  },
  {
    what: "a compared wire",
    change: (draft) => {
      const gone = [{ step: "call_customer", exit: "busy", target: "announce" }];
      const [added, removed] = [new Set(["call_customer.busy"]), new Set(["call_customer.no_answer"])];
      return shown(draft, { compared: { added, removed, gone } });
    },
    renews: ["call_customer.busy", "call_customer.no_answer", "call_customer.busy.gone"],
  },
  {
    what: "a mark",
    change: (draft) => shown(draft, { marks: new Map([["announce", "live"]]) }),
    renews: ["announce"],
  },
  {
    what: "a path",
    change: (draft) => shown(draft, { path: [{ step: "trigger", exit: "ok" }] }),
    renews: ["trigger.ok"],
  },
  {
    what: "a note",
    change: (draft) => shown({ ...draft, notes: [{ id: "todo", text: "Ask", position: [0, 0] }] }),
    renews: [noteKey("todo")],
  },
];

describe("projection", () => {
  it.each(CHANGES)("renews only what shows it after a change of $what", ({ change, renews }) => {
    const draft = demo();
    const before = project(registry, shown(draft), null);
    expect(renewed(before, project(registry, change(draft), before)).sort()).toEqual(renews.sort());
  });

  it("keeps what a step shows when only its place changed, so that it is not drawn again", () => {
    const draft = demo();
    const before = project(registry, shown(draft), null);
    const after = project(registry, shown({ ...draft, layout: { end: [8, 8] } }), before);
    const data = ({ nodes }: Projection) => nodes.find(({ id }) => id === "end")!.data;
    expect(data(after)).toBe(data(before));
  });

  it("draws no wire to a step that is not there, and none for an exit that leads nowhere", () => {
    const draft = demo();
    draft.steps.announce!.exits = { ok: "gone" };
    draft.steps.call_agent!.exits.no_answer = null;
    const { wires } = project(registry, shown(draft), null);
    expect(wires.filter(({ source }) => source === "announce")).toEqual([]);
    expect(wires.map(({ id }) => id)).not.toContain("call_agent.no_answer");
  });

  it("shows where a fault and a hang-up go on, not to be rewired by hand", () => {
    const draft = demo();
    draft.on_hang_up = "end";
    draft.steps.announce!.on_error = { do: "go_to", step: "call_agent" };
    const { wires } = project(registry, shown(draft), null);
    const faults = wires.filter(({ data }) => data?.fault);
    expect(faults.map(({ id, target, reconnectable }) => [id, target, reconnectable])).toEqual([
      ["trigger.on_hang_up", "end", false],
      ["announce.on_error", "call_agent", false],
    ]);
  });

  it("says what a step is, and what is wrong with it", () => {
    const draft = demo();
    draft.steps.call_agent!.exits = {};
    const problems = new Map([["call_agent", { errors: 2, warnings: 1 }]]);
    const { nodes } = project(registry, shown(draft, { problems }), null);
    expect(nodes.find(({ id }) => id === "call_agent")?.ariaLabel).toBe(
      "Call agent via external number, Forward to external number, 2 errors, 1 warning, not connected: No answer, Invalid number",
    );
  });
});
