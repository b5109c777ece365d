import { describe, expect, test } from "vitest";
import { registry } from "@/components/flow/registry";
import type { NamedFacts } from "@/engine/contract";
import { applyChanges } from "@/engine/edit/change";
import * as commands from "@/engine/edit/commands";
import type { Draft } from "@/engine/edit/draft";
import { openExits } from "@/engine/edit/exits";
import { reportAProblem } from "./report-a-problem";

const draft = reportAProblem();

/** What the command makes of the example, and what the history calls it. */
function made(command: commands.Command | null, from: Draft = draft): { label: string; draft: Draft } {
  if (!command) throw new Error("the command had nothing to do");
  return { label: command.label, draft: applyChanges(from, command.changes) };
}

describe("adding a step", () => {
  test("gives it an id made of its name, the schema's defaults, and leaves its place to the automatic layout", () => {
    const command = commands.addStep(registry, draft, {
      component: "forward_to_external_number",
      from: { step: "announce", exit: "ok" },
    });
    const after = made(command).draft;
    expect(command?.id).toBe("forward_to_external_number");
    expect(after.steps[command?.id ?? ""]).toEqual({
      component: "forward_to_external_number",
      name: "Forward to external number",
      config: { caller_id: "touchpoint", ring_seconds: 30 },
      exits: {},
    });
    expect(after.steps.announce?.exits.ok).toBe(command?.id);
    expect(after.layout[command?.id ?? ""]).toBeUndefined();
  });

  test("on an edge keeps the old target behind the new step's first mandatory exit", () => {
    const into = { step: "announce", exit: "ok" };
    const command = commands.addStep(registry, draft, { component: "play_audio", into, position: [10.4, 20.6] });
    const after = made(command).draft;
    expect(after.steps.play_audio?.exits).toEqual({ ok: "call_agent" });
    expect(after.steps.announce?.exits).toEqual({ ok: "play_audio" });
    expect(after.layout.play_audio).toEqual([10, 21]);
  });

  test.each([
    ["Call a customer", "call_a_customer"],
    ["Überschrift Größe", "uberschrift_gro_e"],
    ["123 go", "go"],
    ["日本", "step"],
    ["End", "end_2"],
    ["Announce", "announce_2"],
    [`${"x".repeat(100)}`, "x".repeat(64)],
  ])("%s has the id %s", (name, id) => {
    expect(commands.addStep(registry, draft, { component: "end_flow", name })?.id).toBe(id);
  });

  test("gives no two steps the same name", () => {
    const once = made(commands.addStep(registry, draft, { component: "play_audio" })).draft;
    const twice = made(commands.addStep(registry, once, { component: "play_audio" }), once).draft;
    expect(twice.steps.play_audio_2?.name).toBe("Play audio 2");
  });

  test.each(["api_request", "no_such"])("refuses %s", (component) => {
    expect(commands.addStep(registry, draft, { component })).toBeNull();
  });
});

describe("settings that leave one choice", () => {
  const number = new Map<string, NamedFacts>([
    ["+12025550101", { label: "Reception" }],
    ["+12025550102", { label: "Fax", usable: false }],
  ]);
  const two = new Map<string, NamedFacts>([...number, ["+12025550103", {}]]);
  const one = { customer: { type: "string" as const } };
  test.each([
    ["one number and one variable", number, one, { from: "+12025550101", to_variable: "customer" }],
    ["two numbers", two, one, { to_variable: "customer" }],
    ["two variables", number, { ...one, agent: { type: "string" as const } }, { from: "+12025550101" }],
    ["nothing to choose from", new Map<string, NamedFacts>(), {}, {}],
  ])("are chosen in a new step: %s", (_what, numbers, variables, chosen) => {
    const from = { ...draft, variables };
    const wanted = { component: "make_outbound_call", names: { number: numbers } };
    const { config } = made(commands.addStep(registry, from, wanted), from).draft.steps.make_outbound_call!;
    const defaults = {
      ...{ ring_seconds: 15, answering_machine: "ignore", if_not_now: "fail", while_waiting: "each" },
      ...{ try_again: [], try_until: "any", try_hours: 24, try_until_time: "20:00" },
      ...{ answering: "person", screening_seconds: 30, who_and_why: "Hello, this is a call about your request." },
    };
    expect(config).toEqual({ ...defaults, ...chosen });
  });
});

describe("sending the open exits", () => {
  const open = made(
    commands.addStep(registry, made(commands.removeSteps(draft, ["end"])).draft, { component: "input_ivr" }),
    made(commands.removeSteps(draft, ["end"])).draft,
  ).draft;

  test("to a new step is one edit, which makes it once", () => {
    const exits = openExits(registry, open);
    expect(exits.length).toBeGreaterThan(3);
    const command = commands.sendExits(registry, open, exits, { component: "end_flow" });
    const { label, draft: after } = made(command, open);
    expect(label).toBe(`Send ${exits.length} exits to End flow`);
    expect(openExits(registry, after)).toEqual([]);
    expect(new Set(exits.map(({ step, exit }) => after.steps[step]?.exits[exit]))).toEqual(new Set([command?.id]));
  });

  test("to a step that is there takes those named and no others", () => {
    const exits = openExits(registry, open, "input_ivr");
    const after = made(commands.sendExits(registry, open, exits, { step: "announce" }), open).draft;
    expect(openExits(registry, after, "input_ivr")).toEqual([]);
    expect(openExits(registry, after)).toEqual(openExits(registry, open).filter(({ step }) => step !== "input_ivr"));
  });

  test.each([
    ["nothing to send", [], { component: "end_flow" }],
    ["no such step", openExits(registry, open), { step: "no_such" }],
    ["no such component", openExits(registry, open), { component: "no_such" }],
  ])("is nothing where there is %s", (_what, exits, to) => {
    expect(commands.sendExits(registry, open, exits, to)).toBeNull();
  });
});

describe("wiring", () => {
  test("connects, disconnects, and returns null where nothing changes", () => {
    const { label, draft: after } = made(commands.connect(draft, "call_customer", "busy", "announce"));
    expect(label).toBe("Connect Call the customer to Announce agent joining call");
    expect(after.steps.call_customer?.exits.busy).toBe("announce");
    expect(commands.connect(after, "call_customer", "busy", "announce")).toBeNull();
    const without = made(commands.connect(after, "call_customer", "busy", null), after).draft;
    expect(without.steps.call_customer?.exits).not.toHaveProperty("busy");
    expect(commands.connect(without, "call_customer", "busy", null)).toBeNull();
    expect(commands.connect(draft, "call_customer", "busy", "no_such")).toBeNull();
  });
});

describe("removing steps", () => {
  test("connects the neighbours of a step removed from a chain", () => {
    const { label, draft: after } = made(commands.removeSteps(draft, ["announce"]));
    expect(label).toBe("Remove Announce agent joining call");
    expect(after.steps.call_customer?.exits.answered).toBe("call_agent");
    expect(after.layout).not.toHaveProperty("announce");
  });

  test("connects the neighbours of several adjacent removed steps", () => {
    const after = made(commands.removeSteps(draft, ["announce", "call_agent"])).draft;
    expect(after.steps.call_customer?.exits.answered).toBe("end");
  });

  test("clears what leads to a step with several ways out, and every other trace of it", () => {
    const linked: Draft = {
      ...draft,
      on_hang_up: "call_customer",
      steps: {
        ...draft.steps,
        announce: { ...draft.steps.announce!, on_error: { do: "go_to", step: "call_customer" } },
      },
    };
    const after = made(commands.removeSteps(linked, ["call_customer"]), linked).draft;
    expect(after.steps.trigger?.exits).toEqual({});
    expect(after.on_hang_up).toBeNull();
    expect(after.steps.announce).not.toHaveProperty("on_error");
  });

  test("keeps the trigger", () => {
    expect(commands.removeSteps(draft, ["trigger"])).toBeNull();
    expect(made(commands.removeSteps(draft, ["trigger", "end"])).draft.steps).toHaveProperty("trigger");
  });

  test("removes steps that lead to each other in a ring", () => {
    const ring = made(commands.connect(draft, "announce", "ok", "announce")).draft;
    expect(made(commands.removeSteps(ring, ["announce"]), ring).draft.steps.call_customer?.exits).not.toHaveProperty(
      "answered",
    );
  });
});

describe("settings of a step", () => {
  test("an exit the config no longer has is unwired, with the error handling that led through it", () => {
    const detecting = made(commands.setConfig(registry, draft, "call_customer", "answering_machine", "detect")).draft;
    const wired = made(commands.connect(detecting, "call_customer", "machine", "end"), detecting).draft;
    const handled = made(commands.setOnError(wired, "call_customer", { do: "exit", exit: "machine" }), wired).draft;
    const after = made(
      commands.setConfig(registry, handled, "call_customer", "answering_machine", "ignore"),
      handled,
    ).draft;
    expect(after.steps.call_customer?.exits).not.toHaveProperty("machine");
    expect(after.steps.call_customer).not.toHaveProperty("on_error");
  });

  test("outputs and error handling come and go without a trace", () => {
    const set = made(commands.setOutput(draft, "announce", "digits", "contact_1")).draft;
    expect(set.steps.announce?.outputs).toEqual({ digits: "contact_1" });
    expect(commands.setOutput(set, "announce", "digits", "contact_1")).toBeNull();
    expect(made(commands.setOutput(set, "announce", "digits", null), set).draft.steps.announce?.outputs).toEqual({});
    expect(made(commands.setOnError(draft, "call_agent", undefined)).draft.steps.call_agent).not.toHaveProperty(
      "on_error",
    );
  });

  test("a key that holds undefined is not stored", () => {
    const message = { source: "tts", text: "Hi", voice: undefined };
    const after = made(commands.setConfig(registry, draft, "announce", "message", message)).draft;
    expect(after.steps.announce?.config.message).toStrictEqual({ source: "tts", text: "Hi" });
  });
});

describe("variables", () => {
  test("a rename reaches configs, templates and outputs", () => {
    const text =
      "Hello {{ contact_1 | append: contact_10 }}, contact_1 {{ call.contact_1 }} {% if contact_1 %}x{% endif %}";
    const spoken = made(commands.setConfig(registry, draft, "announce", "message", { source: "tts", text })).draft;
    const output = made(commands.setOutput(spoken, "announce", "digits", "contact_1"), spoken).draft;
    const after = made(commands.renameVariable(registry, output, "contact_1", "customer"), output).draft;
    expect(after.variables).toHaveProperty("customer", { type: "string", label: "Customer number", sensitive: false });
    expect(after.variables).not.toHaveProperty("contact_1");
    expect(after.steps.trigger?.config.arguments).toEqual([
      { name: "contact_1", variable: "customer" },
      { name: "contact_2", variable: "contact_2" },
    ]);
    expect(after.steps.call_customer?.config.to_variable).toBe("customer");
    expect(after.steps.announce?.outputs).toEqual({ digits: "customer" });
    expect(after.steps.announce?.config.message).toEqual({
      source: "tts",
      text: "Hello {{ customer | append: contact_10 }}, contact_1 {{ call.contact_1 }} {% if customer %}x{% endif %}",
    });
  });

  test.each(["contact_2", "Contact", "interaction", "1st"])("cannot be called %s", (name) => {
    expect(commands.addVariable(draft, name)).toBeNull();
    expect(commands.renameVariable(registry, draft, "contact_1", name)).toBeNull();
  });

  test("says which steps use one", () => {
    expect(commands.stepsUsing(registry, draft, "contact_2")).toEqual(["trigger", "call_agent"]);
  });
});

describe("the clipboard", () => {
  const text = commands.copySteps(registry, draft, ["trigger", "call_customer", "announce", "call_agent"]) ?? "";

  test("copies steps with the variables they use, and leaves the trigger", () => {
    expect(Object.keys(JSON.parse(text).steps)).toEqual(["call_customer", "announce", "call_agent"]);
    expect(Object.keys(JSON.parse(text).variables)).toEqual(["contact_1", "contact_2"]);
  });

  test("pastes with new ids, wired among each other and to nothing else", () => {
    const pasted = commands.pasteSteps(registry, draft, text, [500, 500]);
    if (!pasted.ok) throw new Error(pasted.message);
    const after = applyChanges(draft, pasted.command.changes);
    const [call = "", announce = "", agent = ""] = pasted.ids;
    expect(pasted.ids).toEqual(["call_the_customer", "announce_agent_joining_call", "call_agent_via_external_number"]);
    expect(after.steps[call]?.exits).toEqual({ answered: announce });
    expect(after.steps[announce]?.exits).toEqual({ ok: agent });
    expect(after.layout[call]).toEqual([500, 500]);
    expect(after.layout[announce]).toEqual([500, 660]);
  });

  test("brings variables into another flow", () => {
    const other: Draft = { ...draft, variables: {}, steps: { trigger: draft.steps.trigger! }, layout: {} };
    const pasted = commands.pasteSteps(registry, other, text, [0, 0]);
    if (!pasted.ok) throw new Error(pasted.message);
    expect(pasted.ids).toEqual(["call_customer", "announce", "call_agent"]);
    expect(applyChanges(other, pasted.command.changes).variables).toHaveProperty("contact_1.label", "Customer number");
  });

  test.each([
    ["hello", "The clipboard holds no steps. Copy steps in the editor first."],
    ["[1]", "The clipboard holds no steps. Copy steps in the editor first."],
    ['{"patchcord_steps": 1, "steps": {}, "tpyo": 1}', 'The copied steps cannot be read: $ Unrecognized key: "tpyo".'],
    [
      '{"patchcord_steps": 1, "steps": {"a": {"component": "fax", "name": "Fax", "config": {}}}}',
      "The copied steps use the unknown component fax.",
    ],
  ])("says what is wrong with %s", (bad, message) => {
    expect(commands.pasteSteps(registry, draft, bad, [0, 0])).toEqual({ ok: false, message });
  });
});

describe("places and notes", () => {
  test("notes are added, changed and removed", () => {
    const added = commands.addNote(draft, [1.5, 2], "Ask Kim");
    const noted = made(added).draft;
    expect(noted.notes).toEqual([{ id: "note", text: "Ask Kim", position: [2, 2] }]);
    const changed = made(commands.changeNote(noted, "note", { size: [200, 100] }), noted).draft;
    expect(changed.notes[0]).toHaveProperty("size", [200, 100]);
    expect(made(commands.removeNote(changed, "note"), changed).draft.notes).toEqual([]);
  });
});
