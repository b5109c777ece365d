import { beforeAll, describe, expect, it } from "vitest";
import type { Verb } from "@/engine/contract";
import { type StudioWorld, studioWorld } from "./studio-world";

let world: StudioWorld;
beforeAll(async () => {
  world = await studioWorld();
});

const NEXT = /https:\/\/studio\.example\.com\/api\/voice\/[^<"]+\/test\/1\.1\/next/;

const CASES: { what: string; verbs: Verb[]; document: (string | RegExp)[] }[] = [
  {
    what: "a message, whose markup stays text",
    verbs: [{ verb: "say", text: "A < B & C", language: "en-US" }, { verb: "continue" }],
    document: ['<Say language="en-US" voice="Polly.Joanna">A &lt; B &amp; C</Say>', NEXT],
  },
  {
    what: "keys",
    verbs: [
      {
        ...{ verb: "gather", input: "digits", timeout_seconds: 5, finish_key: "#", max_digits: 4 },
        prompt: [{ verb: "say", text: "Your PIN?", language: "en-US" }],
      },
      { verb: "continue" },
    ],
    document: [/<Gather [^>]*numDigits="4"/, "Your PIN?"],
  },
  {
    what: "a forward",
    verbs: [{ verb: "forward", to: "+12025550130", caller_id: "+12025550101", ring_seconds: 30 }],
    document: [/<Dial [^>]*timeout="30"/, "+12025550130</Number>"],
  },
  {
    what: "a spoken menu with its language and hints",
    verbs: [
      {
        ...{ verb: "gather", input: "digits_or_speech", timeout_seconds: 3, finish_key: "", max_digits: 1 },
        ...{ language: "de-DE", hints: ["ja", "nein"], max_speech_seconds: 60 },
        prompt: [{ verb: "say", text: "Ja oder nein?", language: "de-DE" }],
      },
    ],
    document: [/<Gather [^>]*input="dtmf speech"/, 'language="de-DE"', 'hints="ja,nein"', 'maxSpeechTime="60"'],
  },
  {
    what: "a forward, and what its agent hears",
    verbs: [
      {
        ...{ verb: "forward", to: "+12025550130", caller_id: "+12025550101", ring_seconds: 30 },
        ...{ whisper: [{ verb: "say", text: "Press 1.", language: "en-US" }], accept_key: "1" },
      },
    ],
    document: [/<Number url="[^"]+\/whisper#/, /<\/Dial><\/Response>\n[\s\S]*Press 1\.<\/Say><\/Gather><Hangup\/>/],
  },
  {
    what: "a prompt by its address, and none where there is none of that name",
    verbs: [
      { verb: "play_prompt", prompt: "Greeting" },
      { verb: "play_prompt", prompt: "Nothing" },
      { verb: "continue" },
    ],
    document: [/<Response><Play>https:\/\/studio\.example\.com\/api\/voice\/prompts\/[\w-]{64}<\/Play><Redirect/],
  },
];

describe("a simulated document", () => {
  it.each(CASES)("shows $what", async ({ verbs, document }) => {
    const shown = await world.as("viewer").flows.twiml({ verbs });
    for (const part of document) expect(shown.document).toMatch(part);
  });

  const WRONG: { what: string; verbs: unknown[] }[] = [
    { what: "nothing", verbs: [] },
    { what: "a verb nobody knows", verbs: [{ verb: "sing" }] },
    { what: "an unknown key", verbs: [{ verb: "hang_up", loud: true }] },
    { what: "a text beyond the limit", verbs: [{ verb: "say", text: "x".repeat(3001), language: "en-US" }] },
    { what: "more verbs than a document holds", verbs: Array.from({ length: 51 }, () => ({ verb: "continue" })) },
  ];
  it.each(WRONG)("refuses $what", async ({ verbs }) => {
    await expect(world.as("viewer").flows.twiml({ verbs: verbs as Verb[] })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("is for members only", async () => {
    const { createCaller } = world.router;
    await expect(createCaller({ session: null }).flows.twiml({ verbs: [{ verb: "hang_up" }] })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  });
});
