import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import type { FlowDefinition } from "@/engine/definition/schema";
import { type FlowChange, semanticDiff } from "@/engine/diff";
import { registry as withExtra } from "../verify/extra-components";
import { dial, end, flow, play, step } from "../verify/flow";

const plain = () => flow({ dial: dial({ answered: "play" }), play: play({ ok: "end" }) });
const ask = (names: string[]) =>
  step("choose", { branches: names.map((id) => ({ id, variable: "to", is: id })) }, { no_match: "end" });

/** Changes made to the plain flow, and what the dialog is to say. */
const CASES: [name: string, change: (flow: FlowDefinition) => void, says: FlowChange[]][] = [
  ["nothing", () => {}, []],
  [
    "positions and notes",
    (after) => {
      after.layout.dial = [10, 20];
      after.notes.push({ id: "n", text: "Ask Ann", position: [0, 0] });
    },
    [],
  ],
  [
    "a default that is spelled out, an exit that is spelled out as open",
    (after) => {
      after.steps.dial!.config.ring_seconds = 15;
      after.steps.dial!.exits.machine = null;
      after.steps.dial!.on_error = { do: "default" };
    },
    [],
  ],
  [
    "a setting",
    (after) => {
      after.steps.dial!.config.ring_seconds = 20;
    },
    [{ kind: "changed", step: "dial", what: "Ring for", before: "15", after: "20" }],
  ],
  [
    "a text inside a message",
    (after) => {
      after.steps.play!.config.message = { source: "tts", text: "Good day." };
    },
    [{ kind: "changed", step: "play", what: "Message › Text", before: "Hello.", after: "Good day." }],
  ],
  [
    "a step in between, and its way on",
    (after) => {
      after.steps.play!.exits.ok = "more";
      after.steps.more = { ...play({ ok: "end" }), name: "More" };
    },
    [
      { kind: "rewired", step: "play", what: "OK", before: "end_flow", after: "More" },
      { kind: "added", step: "more", what: "More", after: "More" },
    ],
  ],
  [
    "a step gone",
    (after) => {
      after.steps.dial!.exits.answered = null;
      delete after.steps.play;
    },
    [
      { kind: "rewired", step: "dial", what: "Answered", before: "play_audio", after: "Nothing" },
      { kind: "removed", step: "play", what: "play_audio", before: "play_audio" },
    ],
  ],
  [
    "another component under the same id",
    (after) => {
      after.steps.play = end;
    },
    [
      { kind: "removed", step: "play", what: "play_audio", before: "play_audio" },
      { kind: "added", step: "play", what: "end_flow", after: "end_flow" },
    ],
  ],
  [
    "names",
    (after) => {
      after.name = "New";
      after.steps.play!.name = "Greet";
    },
    [
      { kind: "renamed", step: null, what: "Flow", before: "Test", after: "New" },
      { kind: "renamed", step: "play", what: "Name", before: "play_audio", after: "Greet" },
    ],
  ],
  [
    "the flow's own fields, error handling, a hang-up",
    (after) => {
      after.language = "fr-FR";
      after.on_hang_up = "end";
      after.variables.pin = { type: "number" };
      after.variables.extra = { type: "string" };
      after.steps.play!.on_error = { do: "go_to", step: "end" };
      after.steps.dial!.on_error = { do: "exit", exit: "busy" };
    },
    [
      { kind: "changed", step: null, what: "Language", before: "en-US", after: "fr-FR" },
      { kind: "rewired", step: null, what: "After a hang-up", before: "Nothing", after: "end_flow" },
      { kind: "changed", step: null, what: "Variable pin › type", before: "Text", after: "Number" },
      { kind: "added", step: null, what: "Variable extra", after: "type: Text" },
      { kind: "rewired", step: "dial", what: "Error handling", before: "Default", after: "Exit Busy" },
      { kind: "rewired", step: "play", what: "Error handling", before: "Default", after: "end_flow" },
    ],
  ],
];

describe("semanticDiff", () => {
  it.each(CASES)("%s", (_name, change, says) => {
    const after = structuredClone(plain());
    change(after);
    expect(semanticDiff(plain(), after, registry)).toEqual(says);
  });

  it("matches list items by id: one added, one changed, two in another order", () => {
    const before = flow({ c: ask(["a", "b", "c"]) });
    const after = flow({ c: ask(["b", "a", "d"]) });
    (after.steps.c!.config.branches as { is: string }[])[0]!.is = "x";
    expect(semanticDiff(before, after, withExtra)).toEqual([
      { kind: "changed", step: "c", what: "Branches 1 › Value", before: "b", after: "x" },
      { kind: "added", step: "c", what: "Branches 3", after: "variable: to, is: d" },
      { kind: "removed", step: "c", what: "Branches 3", before: "variable: to, is: c" },
      { kind: "changed", step: "c", what: "Branches", before: "1, 2", after: "2, 1" },
    ]);
  });

  it("uses keys in place of labels without a registry, for outputs too", () => {
    const before = flow({ a: step("ask", { message: { source: "tts", text: "Hi" } }, { ok: "end", timeout: "end" }) });
    const after = structuredClone(before);
    after.steps.a!.outputs = { digits: "pin" };
    after.steps.a!.exits.ok = "a";
    expect(semanticDiff(before, after)).toEqual([
      { kind: "rewired", step: "a", what: "ok", before: "end_flow", after: "ask" },
      { kind: "added", step: "a", what: "Output digits", after: "pin" },
    ]);
    expect(semanticDiff(before, after, withExtra).map(({ what }) => what)).toEqual(["OK", "Output Digits"]);
  });
});
