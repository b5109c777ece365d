import fc from "fast-check";
import acceptKey from "../../calls/flows/accept-key.json" with { type: "json" };
import hangUp from "../../calls/flows/hang-up.json" with { type: "json" };
import keys from "../../calls/flows/keys.json" with { type: "json" };
import speech from "../../calls/flows/speech.json" with { type: "json" };
import whisper from "../../calls/flows/whisper.json" with { type: "json" };
import { calling, END, FROM, say } from "../../support/calling-flow";
import { randomFlow } from "../../verify/random-flow";
import type { FlowOffer } from "./draw";

/** How many of the base world's flows are put together by chance. */
const BY_CHANCE = 12;

/** After which results a flow rings again. */
const TRIES = [
  { after: "busy", times: 2, minutes: 1, pauses: "doubled" },
  { after: "declined", times: 1, minutes: 3 },
  { after: "no_answer", times: 1, minutes: 2 },
  { after: "failed", times: 1, minutes: 1 },
];
/** How often a contact is rung in a visit at most. */
export const MOST_TRIES = TRIES.reduce((sum, { times }) => sum + times, 1);

const callback = (name: string, ring_group: string) =>
  calling(name, "back", {
    back: {
      ...{ component: "request_direct_callback", name: "Call back" },
      config: { from: FROM, ring_group, max_wait_minutes: 5 },
      exits: { invalid_caller_id: "end", no_match: "end", timeout: "end", call_finished: "bye" },
    },
    bye: { component: "play_audio", name: "Goodbye", config: say("Goodbye."), exits: { ok: "end" } },
  });

/** An agent first; the customer is rung once one has accepted. */
const calledBack = (name: string, ring_group: string) => ({
  ...calling(name, "end", {}),
  steps: {
    trigger: {
      ...{ component: "api_request", name: "API request", exits: { ok: "back" } },
      config: { arguments: [{ name: "contact_1", variable: "customer" }] },
    },
    back: {
      ...{ component: "request_direct_callback", name: "Call back" },
      config: { from: FROM, ring_group, number_variable: "customer", max_wait_minutes: 5, contact_tries: 2 },
      exits: { invalid_caller_id: "end", no_match: "end", timeout: "end", call_finished: "end" },
    },
    end: END,
  },
});

/** The customer waits on the line while agents are rung. */
const waitsForAgent = (name: string, ring_group: string, to: object = {}) =>
  calling(name, "agents", {
    agents: {
      ...{ component: "forward_to_external_number", name: "Agents" },
      config: { to: { ring_group, hold: { source: "tts", text: "Please hold." }, wait_seconds: 120, ...to } },
      exits: { no_answer: "sorry", invalid_number: "end", outside_hours: "end" },
    },
    sorry: { component: "play_audio", name: "Sorry", config: say("Nobody is free."), exits: { ok: "end" } },
  });

const triesAgain = (name: string, while_waiting: string) =>
  calling(
    name,
    "bye",
    { bye: { component: "play_audio", name: "Goodbye", config: say("Goodbye."), exits: { ok: "end" } } },
    { try_again: TRIES, try_until: "hours", try_hours: 2, while_waiting },
  );

/** Flows of the product's components, put together by chance: the same ones in each run. */
const byChance = fc
  .sample(randomFlow({ product: true }), { seed: 17, numRuns: 40 })
  .filter(({ steps }) => Object.keys(steps).length > 3)
  .slice(0, BY_CHANCE)
  .map((flow, at) => [`byChance${at}`, { ...flow, name: `By chance ${at}` }] as const);

/** What the base world publishes beside the demo's first flow. */
export const FLOWS: Record<string, object> = {
  ...{ acceptKey, hangUp, keys, speech, whisper },
  callback: callback("Calls back", "Agents"),
  callbackAtOnce: callback("Calls back, all at once", "At once"),
  calledBack: calledBack("Rings an agent first", "At once"),
  waitsInOrder: waitsForAgent("Waits for agents in order", "Agents", { rounds: 2 }),
  waitsAtOnce: waitsForAgent("Waits for agents at once", "At once"),
  waitsForIdle: waitsForAgent("Waits for the longest idle", "Longest idle", { rounds: 2 }),
  triesAgain: triesAgain("Rings again", "each"),
  newestTries: triesAgain("Rings again for the newest request", "newest"),
  ...Object.fromEntries(byChance),
};

/** Flows that seeds draw from, as often as they stand here. */
export const OFFERS: FlowOffer[] = [
  { name: "report-a-problem", arguments: (_, contact_1, contact_2) => ({ contact_1, contact_2 }) },
  { name: "report-a-problem", arguments: (_, contact_1, contact_2) => ({ contact_1, contact_2 }) },
  { name: "acceptKey", arguments: (_, contact_1, contact_2) => ({ contact_1, contact_2, fault: "" }) },
  { name: "whisper", arguments: (_, contact_1, contact_2) => ({ contact_1, contact_2 }) },
  { name: "hangUp", arguments: (_, contact_1) => ({ contact_1 }) },
  { name: "keys", arguments: (_, contact_1) => ({ contact_1, fault: "" }) },
  { name: "speech", arguments: (_, contact_1) => ({ contact_1, product: "a lamp", fault: "" }) },
  { name: "callback", arguments: (_, contact_1) => ({ contact_1 }) },
  { name: "callbackAtOnce", arguments: (_, contact_1) => ({ contact_1 }) },
  { name: "calledBack", arguments: (_, contact_1) => ({ contact_1 }) },
  { name: "waitsInOrder", arguments: (_, contact_1) => ({ contact_1 }) },
  { name: "waitsAtOnce", arguments: (_, contact_1) => ({ contact_1 }) },
  { name: "waitsForIdle", arguments: (_, contact_1) => ({ contact_1 }) },
  { name: "triesAgain", arguments: (_, contact_1) => ({ contact_1 }) },
  { name: "newestTries", arguments: (_, contact_1) => ({ contact_1 }) },
  ...byChance.map(([name]): FlowOffer => ({ name, arguments: (_, to) => ({ to }) })),
];
