import { describe, expect, test } from "vitest";
import { distanceTo } from "@/components/canvas/scene/cull";
import { project } from "@/components/canvas/scene/project";
import { type Counted, countedSteps, exitBehind } from "@/components/editor/calls/counted-steps";
import { drawnFigures, percent } from "@/components/editor/calls/drawn-figures";
import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { demo } from "./large-flow";

/** Ten calls of the seed flow: six joined, one busy, one hung up on, one whose announcement failed, one that still talks. */
const COUNTED: Counted = {
  started: 10,
  exits: [
    { step: "trigger", exit: "ok", number: 10 },
    { step: "call_customer", exit: "answered", number: 9 },
    { step: "call_customer", exit: "busy", number: 1 },
    { step: "announce", exit: "ok", number: 7 },
    { step: "announce", exit: "contact_hung_up", number: 1 },
    { step: "announce", exit: "error", number: 1 },
    { step: "call_agent", exit: "finished", number: 6 },
    { step: "call_agent", exit: "", number: 1 },
    { step: "end", exit: "", number: 2 },
  ],
  times: [
    { step: "trigger", median: 0, p95: 0 },
    { step: "announce", median: 6.2, p95: 9 },
  ],
};

const version = demo();
const steps = countedSteps(registry, version, COUNTED);
const drawnOn = (drawn: Draft) => drawnFigures(registry, drawn, version, steps);
const texts = (drawn: Draft) =>
  Object.fromEntries([...drawnOn(drawn).wireFigures].map(([wire, { text, level }]) => [wire, `${text} (${level})`]));

function changed(change: (draft: Draft) => void): Draft {
  const draft = structuredClone(version);
  change(draft);
  return draft;
}

describe("each exit of a version", () => {
  const lines = Object.fromEntries(
    steps.flatMap(({ exits }) => exits.map(({ step, exit, ...rest }) => [`${step}.${exit}`, rest] as const)),
  );
  test.each([
    ["trigger.ok", { number: 10, share: 1, leadsTo: "Call the customer", wire: "trigger.ok" }],
    ["call_customer.busy", { number: 1, share: 0.1, leadsTo: "End flow" }],
    ["call_customer.no_answer", { number: 0, share: 0 }],
    ["announce.contact_hung_up", { number: 1, label: "Contact hung up", wire: null }],
    ["announce.error", { number: 1, label: "Error", leadsTo: null, wire: null }],
    ["call_agent.", { number: 1, label: "Ended or still here", wire: null }],
  ])("%s", (exit, line) => expect(lines[exit]).toMatchObject(line));

  test("where nobody came by has no share", () => {
    const none = countedSteps(registry, version, { started: 0, exits: [], times: [] });
    expect(none.flatMap(({ exits }) => exits).every(({ share }) => share === null)).toBe(true);
  });
});

describe("on a drawing", () => {
  test("of the version, each wire has its figure, the thicker the more went along it", () => {
    expect(texts(version)).toEqual({
      "trigger.ok": "10 · 100 % (4)",
      "call_customer.answered": "9 · 90 % (4)",
      "call_customer.busy": "1 · 10 % (2)",
      "call_customer.no_answer": "0 (0)",
      "call_customer.invalid_number": "0 (0)",
      "announce.ok": "7 · 78 % (4)",
      "call_agent.no_answer": "0 (0)",
      "call_agent.invalid_number": "0 (0)",
    });
  });

  test("a step says how long it takes, and how many hung up there", () => {
    const { stepFigures } = drawnOn(version);
    expect(Object.fromEntries(stepFigures)).toEqual({
      announce: { text: "median 6.2 s · 1 hung up", heat: 1 / 9 },
    });
  });

  test.each<[what: string, change: (draft: Draft) => void, without: string[]]>([
    [
      "that leads elsewhere",
      (draft) => {
        draft.steps.call_customer!.exits.busy = "announce";
      },
      ["call_customer.busy"],
    ],
    [
      "of a step that was put between",
      ({ steps }) => {
        steps.between = { component: "end_flow", name: "Between", config: {}, exits: {} };
        steps.trigger!.exits.ok = "between";
      },
      ["trigger.ok"],
    ],
    ["to a step that is gone", (draft) => void delete draft.steps.announce, ["call_customer.answered", "announce.ok"]],
    [
      "of a step with another name",
      (draft) => {
        draft.steps.announce!.name = "Say it";
      },
      [],
    ],
  ])("of the draft, a wire %s has none", (_what, change, without) => {
    const before = texts(version);
    for (const wire of without) delete before[wire];
    expect(texts(changed(change))).toEqual(before);
  });

  test("of a version without calls, nothing has a figure", () => {
    const none = countedSteps(registry, version, { started: 0, exits: [], times: [] });
    const { wireFigures, stepFigures } = drawnFigures(registry, version, version, none);
    expect([wireFigures.size, stepFigures.size]).toEqual([0, 0]);
  });

  test("the wire of all hang-ups has their sum, and stands for the step where most hung up", () => {
    const withHangUp = changed((draft) => {
      draft.on_hang_up = "end";
    });
    const counted = countedSteps(registry, withHangUp, COUNTED);
    const { wireFigures } = drawnFigures(registry, withHangUp, withHangUp, counted);
    expect(wireFigures.get("trigger.on_hang_up")).toEqual({ text: "1 · 10 %", level: 2 });
    const pressed = exitBehind(counted, { step: "trigger", exit: "on_hang_up" });
    expect(pressed).toMatchObject({ step: "announce", exit: "contact_hung_up" });
  });

  test("a figure that is the same leaves its wire and step as they are", () => {
    const input = { draft: version, selection: new Set<string>(), problems: new Map(), path: null, marks: undefined };
    const shown = () => ({ ...input, direction: "across" as const, ...drawnOn(version) });
    const first = project(registry, shown(), null);
    const again = project(registry, shown(), first);
    expect([again.nodes, again.wires]).toEqual([first.nodes, first.wires]);
    expect(again.nodes.every((node, index) => node === first.nodes[index])).toBe(true);
    expect(again.wires.every((wire, index) => wire === first.wires[index])).toBe(true);
  });
});

test.each([
  [{ x: 5, y: 0 }, 0],
  [{ x: 5, y: 3 }, 3],
  [{ x: 13, y: 4 }, 3],
  [{ x: 13, y: 24 }, 5],
])("a press at %j is %d pixels from a wire", (at, distance) => {
  const route = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 20 },
  ];
  expect(distanceTo(route, at)).toBe(distance);
});

test.each([
  [0, "0 %"],
  [0.001, "<1 %"],
  [0.5, "50 %"],
  [0.999, ">99 %"],
  [1, "100 %"],
])("a share of %d is %s", (share, text) => expect(percent(share)).toBe(text));
