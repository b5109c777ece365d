import type { PlacedStep } from "@/engine/definition/schema";
import type { Draft } from "@/engine/edit/draft";
import { type AccountNames, NOTHING_NAMED } from "@/engine/verify";

/** What the tests' account has. */
export const NAMES: AccountNames = {
  ...NOTHING_NAMED,
  number: new Map([
    ["+12025550101", { label: "Reception" }],
    ["+12025550102", { label: "Fax", usable: false, why: "it is not voice-enabled" }],
  ]),
  connection: new Map([["crm", {}]]),
  ring_group: new Map([["Agents", {}]]),
};

type Wired = Omit<PlacedStep, "component" | "name" | "config" | "exits"> & { name?: string };

/** A step as the tests write it: its component, its config and its exits; its name is its component's. */
export function step(
  component: string,
  config: Record<string, unknown>,
  exits: Record<string, string | null> = {},
  more: Wired = {},
): PlacedStep {
  return { component, name: component, config, exits, ...more };
}

export const say = (text = "Hello.") => ({ message: { source: "tts", text } });
export const play = (exits: Record<string, string | null>, text?: string) => step("play_audio", say(text), exits);
export const ask = (exits: Record<string, string | null>, more?: Wired) => step("ask", say(), exits, more);
export const choose = (exits: Record<string, string | null>, more?: Wired) =>
  step(
    "choose",
    {
      branches: [...new Set(["a", ...Object.keys(exits)])]
        .filter((id) => id !== "no_match")
        .map((id) => ({ id, variable: "to", is: id })),
    },
    exits,
    more,
  );
export const forward = (exits: Record<string, string | null>, config: Record<string, unknown> = {}) =>
  step("forward_to_external_number", { to: { number: "+12025550130" }, ...config }, exits);
export const dial = (exits: Record<string, string | null>, config: Record<string, unknown> = {}, more?: Wired) =>
  step(
    "make_outbound_call",
    { from: "+12025550101", to_variable: "to", ...config },
    { answered: "end", invalid_number: "end", busy: "end", no_answer: "end", ...exits },
    more,
  );
export const end = step("end_flow", {});

/** A flow from the trigger, whose argument `to` is set, through the steps given; `end` is there. */
export function flow(steps: Record<string, PlacedStep>, more: Partial<Draft> = {}): Draft {
  const [first = "end"] = Object.keys(steps);
  return {
    patchcord: 1,
    name: "Test",
    description: "",
    language: "en-US",
    max_queue_seconds: 120,
    variables: { to: { type: "string" }, pin: { type: "string" }, done: { type: "boolean" } },
    start: "trigger",
    on_hang_up: null,
    steps: {
      trigger: step("api_request", { arguments: [{ name: "to", variable: "to" }] }, { ok: first }),
      ...steps,
      end,
    },
    layout: {},
    notes: [],
    ...more,
  };
}
