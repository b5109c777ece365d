// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { beforeAll, describe, expect, it } from "vitest";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import acceptKey from "../calls/flows/accept-key.json" with { type: "json" };
import keys from "../calls/flows/keys.json" with { type: "json" };
import speech from "../calls/flows/speech.json" with { type: "json" };
import whisper from "../calls/flows/whisper.json" with { type: "json" };
import { addPlainDialect, PLAIN } from "../carriers/plain-dialect";
import { publishFlow } from "../support/publish-flow";
import { type TestWorld, testWorld } from "../support/world";

/** Whole calls through a carrier that hears no speech, has no whisper, and does not say which key ended an entry. */
let world: TestWorld;
const flows: Record<string, string> = {};
beforeAll(async () => {
  world = await testWorld();
  addPlainDialect();
  await world.database.owner.query("update carrier set kind = $1 where id = $2", [PLAIN, world.carrier]);
  // Its calls are none of a sandbox's, and count.
  const ring_rules = { per_number: { hour: null, day: null, week: null, pause_minutes: null } };
  await world.database.owner.query("update account set sandbox_only = false, ring_rules = $2 where id = $1", [
    world.account,
    JSON.stringify(ring_rules),
  ]);
  const { phrases, keys: _, message } = speech.steps.choose.config;
  const spoken = structuredClone(speech) as { steps: Record<string, { config: object }> };
  spoken.steps.choose = { ...speech.steps.choose, config: { phrases, message } };
  const all = { speech, spoken, keys, acceptKey, whisper };
  for (const [name, flow] of Object.entries(all)) flows[name] = await publishFlow(world.account, flow);
});

const CUSTOMER = "+12025550150";
const AGENT = "+12025550151";
type Actions = Extract<CalleeInput, { kind: "scripted" }>["actions"];
type Case = [name: string, flow: string, actions: Actions, path: string, error?: string];

const press = (digits: string) => ({ on: "gather", do: "press", digits }) as const;
const say = (text: string) => ({ on: "gather", do: "speak", text }) as const;
const CASES: Case[] = [
  [
    "a spoken menu falls back to its keys; a transcription is a fault, and its default is Timeout",
    "speech",
    [press("1")],
    "choose.yes about.error end.",
    "speech_unavailable",
  ],
  ["what is said instead is not heard", "speech", [say("yes")], "choose.timeout say_choice.ok end."],
  [
    "a spoken menu without keys is a fault, and its default is No match",
    "spoken",
    [],
    "choose.error say_choice.ok end.",
    "speech_unavailable",
  ],
  ["an entry with enough digits is one", "keys", [press("123"), press("1")], "ask.ok menu.sales say_all.ok end."],
  ["an entry with too few is none", "keys", [press("1")], "ask.timeout say_pin.ok end."],
  [
    "an agent who cannot be asked for the key is not rung",
    "acceptKey",
    [],
    "agent.error sorry.ok end.",
    "accept_key_unavailable",
  ],
  ["an agent is joined without the whisper", "whisper", [], "agent.finished thanks.ok end."],
];

describe("a carrier without speech, whisper or finish keys", () => {
  it.each(CASES)("%s", async (_name, flow, actions, path, error) => {
    await world.sandbox.putCallee(CUSTOMER, { kind: "scripted", ring: 1, then: "answer", actions });
    const talks = [{ after_bridge: 5, do: "hang_up" }] as const;
    await world.sandbox.putCallee(AGENT, { kind: "scripted", ring: 1, then: "answer", actions: [...talks] });
    const visitor = world.of(flows[flow] ?? "");
    const args = { contact_1: CUSTOMER, contact_2: AGENT, product: "Modem", fault: "" };
    const wanted = Object.fromEntries(Object.entries(args).filter(([name]) => argumentsOf(flow).includes(name)));
    const response = await visitor.start(wanted);
    const { interaction_id } = (await response.json()) as { interaction_id: string };
    const over = await visitor.untilOver(interaction_id);
    expect(over.path).toBe(`trigger.ok call.answered ${path}`);
    expect(over.steps.find((step) => step.error)?.error?.code).toBe(error);
    await world.clock.advance(30);
    const log = await world.sandbox.log();
    expect(log.filter(({ event }) => event === "error")).toEqual([]);
    for (const { twiml = "" } of log) expect(twiml).not.toMatch(/input="[^"]*speech|\/whisper#/);
  });
});

function argumentsOf(flow: string): string[] {
  const definition = { speech, spoken: speech, keys, acceptKey, whisper }[flow];
  return definition?.steps.trigger.config.arguments.map(({ name }) => name) ?? [];
}
