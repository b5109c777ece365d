import { z } from "zod";
import { registry as product } from "@/components/flow/registry";
import { type Component, component, message, type Registry, speak } from "@/engine/contract";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";

/** What the simulator must know how to play although no component of the product asks for it yet: keys, words, a port, a timer. */
const asksForKeys = component(
  {
    id: "test_menu",
    label: "Menu",
    icon: "grip",
    group: "voice",
    description: "Asks for keys or words.",
    config: z.strictObject({
      message,
      input: z.enum(["digits", "speech", "digits_or_speech"]).default("digits"),
      max_digits: z.number().optional(),
    }),
    exits: () => [
      { id: "ok", label: "OK", kind: "mandatory" },
      { id: "timeout", label: "Timeout", kind: "mandatory" },
    ],
    outputs: [
      { id: "digits", label: "Digits" },
      { id: "speech", label: "Speech" },
    ],
    call: "needs_live",
    default_on_error: { do: "exit", exit: "timeout" },
  },
  (config, input, ctx) => {
    if (input.on === "input_received") {
      const { digits, speech, finished_on_key } = input.resume;
      const full = finished_on_key || digits.length === config.max_digits || speech !== "";
      return { do: "exit", exit: full ? "ok" : "timeout", outputs: { digits, speech } };
    }
    const { verbs } = speak(config.message, ctx);
    const max = config.max_digits === undefined ? {} : { max_digits: config.max_digits };
    const gather = { verb: "gather", input: config.input, prompt: verbs, timeout_seconds: 5, finish_key: "#" } as const;
    return { do: "wait", for: "input", seconds: 300, verbs: [{ ...gather, ...max }, { verb: "continue" }] };
  },
);

const asksPort = component(
  {
    id: "test_port",
    label: "Ask",
    icon: "plug",
    group: "data",
    description: "Asks a port.",
    config: z.strictObject({}),
    exits: () => [
      { id: "ok", label: "OK", kind: "mandatory" },
      { id: "timeout", label: "Timeout", kind: "mandatory" },
    ],
    outputs: [{ id: "answer", label: "Answer" }],
    call: "none",
    default_on_error: { do: "exit", exit: "timeout" },
  },
  (_config, input) => {
    if (input.on === "port_answered") {
      return {
        do: "exit",
        exit: "ok",
        outputs: { answer: JSON.stringify(input.resume.result.ok ? input.resume.result.value : null) },
      };
    }
    if (input.on === "timer") return { do: "exit", exit: "timeout" };
    const call = { effect: "call_port", port: "http", request: { path: "/" }, timeout_seconds: 5 } as const;
    return { do: "wait", for: "port", seconds: 5, effects: [call] };
  },
);

const pauses = component(
  {
    id: "test_pause",
    label: "Pause",
    icon: "clock",
    group: "logic",
    description: "Lets time go by.",
    config: z.strictObject({ seconds: z.number() }),
    exits: () => [{ id: "ok", label: "OK", kind: "mandatory" }],
    outputs: [],
    call: "none",
    default_on_error: { do: "exit", exit: "ok" },
  },
  (config, input) =>
    input.on === "timer" ? { do: "exit", exit: "ok" } : { do: "wait", for: "time", seconds: config.seconds },
);

const added: [string, Component][] = [asksForKeys, asksPort, pauses].map((made) => [made.definition.id, made]);
export const registry: Registry = new Map([...product, ...added]);

export const STARTED = "2026-01-05T12:00:00.000Z";
export const CUSTOMER = "+12025550120";
export const AGENT = "+12025550130";
export const setup = { arguments: { customer: CUSTOMER, agent: AGENT }, seed: "1", started_at: STARTED };

const say = (text: string) => ({ source: "tts", text });
const START = {
  component: "api_request",
  name: "API request",
  config: {
    arguments: [
      { name: "customer", variable: "customer" },
      { name: "agent", variable: "agent" },
    ],
  },
  exits: { ok: "call" },
};
const END = { component: "end_flow", name: "End flow", config: {}, exits: {} };

/** Rings the customer, asks for a choice, looks something up and forwards. */
export function flow(steps: Record<string, unknown> = {}): FlowDefinition {
  const parsed = parseDefinition(registry, {
    patchcord: 1,
    name: "Ask and forward",
    variables: {
      customer: { type: "string" },
      agent: { type: "string" },
      pin: { type: "string", sensitive: true },
      found: { type: "string" },
    },
    start: "trigger",
    steps: {
      trigger: START,
      call: {
        component: "make_outbound_call",
        name: "Call the customer",
        config: { from: "+12025550101", to_variable: "customer", ring_seconds: 15 },
        exits: { answered: "menu", invalid_number: "end", busy: "end", no_answer: "end" },
      },
      menu: {
        component: "test_menu",
        name: "Ask for the PIN",
        config: { message: say("Please enter your number, then press hash."), max_digits: 4 },
        exits: { ok: "look_up", timeout: "menu" },
        outputs: { digits: "pin" },
      },
      look_up: {
        component: "test_port",
        name: "Look up",
        config: {},
        exits: { ok: "announce", timeout: "rest" },
        outputs: { answer: "found" },
      },
      rest: { component: "test_pause", name: "Rest", config: { seconds: 30 }, exits: { ok: "look_up" } },
      announce: {
        component: "play_audio",
        name: "Announce",
        config: { message: say("You will be connected now.") },
        exits: { ok: "agent" },
      },
      agent: {
        component: "forward_to_external_number",
        name: "Call the agent",
        config: { to: { variable: "agent" }, ring_seconds: 20 },
        exits: { no_answer: "announce", invalid_number: "end", finished: "menu" },
      },
      end: END,
      ...steps,
    },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.definition;
}
