import { describe, expect, test } from "vitest";
import { registry } from "@/components/flow/registry";
import { NOTHING_NAMED, verify } from "@/engine/verify";
import { askFirst } from "@/server/flows/asking/ask-first";
import { ASKING_LANGUAGES } from "@/server/flows/asking/words";
import { seedFlow } from "../support/seed-flow";

const asking = (language: keyof typeof ASKING_LANGUAGES = "en", reason = "your installation") => ({
  language: ASKING_LANGUAGES[language],
  words: { business: "Hearth & Home", reason },
  number: "contact_1",
});

const NAMES = { ...NOTHING_NAMED, number: new Map([["+12025550101", {}]]) };
const errorsOf = (flow: ReturnType<typeof seedFlow>) =>
  verify(registry, flow, NAMES).filter(({ severity }) => severity === "error");

function asked(flow: ReturnType<typeof seedFlow>, how = asking()) {
  const made = askFirst(flow, how);
  if (!made.ok) throw new Error(made.why);
  return made.flow;
}

/** The seed flow with a second call on another way. */
const branched = (answered: string) => ({
  "steps.trigger.exits.ok": "choose",
  "steps.choose": {
    component: "conditional_statement",
    name: "Choose",
    config: {
      branches: [{ id: "a", name: "A", conditions: [{ variable: "contact_2", operator: "is_empty" }] }],
    },
    exits: { a: "other_call", no_match: "call_customer" },
  },
  "steps.other_call": {
    component: "make_outbound_call",
    name: "Other call",
    config: { from: "+12025550101", to_variable: "contact_1", ring_seconds: 15 },
    exits: { answered, invalid_number: "end", busy: "end", no_answer: "end" },
  },
});

describe("the flow that asks first has no error, and its call leads to the question:", () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ["as it is", {}, ["button_asks"]],
    ["that calls in two ways, to the same end", branched("announce"), ["button_asks"]],
    ["that calls in two ways, to two ends", branched("call_agent"), ["button_asks", "button_asks_2"]],
    ["that does more after a hang-up", { on_hang_up: "end" }, ["button_asks"]],
  ])("%s", (_what, changes, questions) => {
    const flow = seedFlow(changes);
    expect(errorsOf(flow), "before").toEqual([]);
    const made = asked(flow);
    expect(errorsOf(made)).toEqual([]);
    expect(Object.keys(made.steps).filter((id) => id.startsWith("button_asks"))).toEqual(questions);
    for (const { component, exits } of Object.values(made.steps))
      if (component === "make_outbound_call") expect(questions).toContain(exits.answered);
  });

  test.each(Object.keys(ASKING_LANGUAGES) as (keyof typeof ASKING_LANGUAGES)[])("in %s", (language) => {
    for (const reason of ["", "your boiler"]) {
      const made = asked(seedFlow(), asking(language, reason));
      expect(errorsOf(made)).toEqual([]);
      const text = JSON.stringify(made.steps.button_asks?.config);
      for (const said of ["Hearth & Home", "1", "9", reason]) expect(text).toContain(said);
    }
  });
});

describe("a flow cannot ask first", () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      "that calls somebody else first",
      { "steps.call_customer.config.to_variable": "contact_2" },
      "calls another number",
    ],
    ["that forwards to the visitor", { "steps.call_agent.config.to.variable": "contact_1" }, "forwards to the visitor"],
    [
      "that calls nobody",
      {
        "steps.trigger.exits.ok": "end",
        "steps.call_customer": { component: "end_flow", name: "x", config: {}, exits: {} },
      },
      "calls nobody",
    ],
    [
      "that calls a busy visitor back, who was not asked",
      {
        "steps.call_customer.exits.busy": "call_back",
        "steps.call_back": {
          component: "request_direct_callback",
          name: "Call back",
          config: { from: "+12025550101", ring_group: "Agents", number_variable: "contact_1" },
          exits: { invalid_caller_id: "end", no_match: "end", timeout: "end" },
        },
      },
      "Call back calls visitors back who were not asked",
    ],
    [
      "that lacks the argument",
      { "steps.trigger.config.arguments": [{ name: "other", variable: "contact_1" }] },
      "takes no argument contact_1",
    ],
    [
      "that has a step of the question's name",
      { "steps.button_asks": { component: "end_flow", name: "x", config: {}, exits: {} } },
      "button_asks",
    ],
    ["that has a variable of its name", { "variables.button_answer": { type: "string" } }, "button_answer"],
  ])("%s", (_what, changes, why) => {
    expect(askFirst(seedFlow(changes), asking())).toEqual({ ok: false, why: expect.stringContaining(why) });
  });
});
