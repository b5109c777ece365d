// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { describe, expect, it } from "vitest";
import type { CalleeInput } from "../../server/sandbox-carrier/world/callee";
import { startWorld } from "./world";

type Actions = Extract<CalleeInput, { kind: "scripted" }>["actions"];

const PROMPT = "<Say>Press one for yes, two for no, or say what you want.</Say>";

interface Case {
  name: string;
  attributes?: string;
  actions?: Actions;
  /** Expected at the action; null when it must not be asked. */
  expected: Record<string, string> | null;
  /** Seconds after the answer. */
  after?: number;
}

const CASES: Case[] = [
  {
    name: "one digit",
    attributes: 'numDigits="1" finishOnKey=""',
    actions: [{ on: "gather", do: "press", digits: "1" }],
    expected: { Digits: "1", FinishedOnKey: "" },
  },
  {
    name: "the pound key as input",
    attributes: 'numDigits="1" finishOnKey=""',
    actions: [{ on: "gather", do: "press", digits: "#" }],
    expected: { Digits: "#" },
  },
  {
    name: "barge-in during the prompt",
    attributes: 'numDigits="1"',
    actions: [{ on: "say", after: 1, do: "press", digits: "2" }],
    expected: { Digits: "2" },
  },
  {
    name: "no barge-in when forbidden",
    attributes: 'numDigits="1" bargeIn="false"',
    actions: [{ on: "say", after: 1, do: "press", digits: "2" }],
    expected: null,
  },
  {
    name: "finished by key",
    actions: [{ on: "gather", do: "press", digits: "1234#" }],
    expected: { Digits: "1234", FinishedOnKey: "#" },
  },
  {
    name: "finished by silence",
    attributes: 'timeout="3"',
    actions: [{ on: "gather", do: "press", digits: "12" }],
    expected: { Digits: "12", FinishedOnKey: "" },
  },
  { name: "nothing", attributes: 'timeout="4"', expected: null },
  { name: "the finish key first", actions: [{ on: "gather", do: "press", digits: "#" }], expected: null },
  { name: "nothing, action wanted", attributes: 'actionOnEmptyResult="true"', expected: { Digits: "" } },
  {
    name: "speech",
    attributes: 'input="speech" speechTimeout="2"',
    actions: [{ on: "gather", after: 1, do: "speak", text: "yes please", confidence: 0.8 }],
    expected: { SpeechResult: "yes please", Confidence: "0.8" },
  },
  {
    name: "speech while only keys count",
    actions: [{ on: "gather", do: "speak", text: "yes" }],
    expected: null,
  },
  {
    name: "keys where both are open",
    attributes: 'input="dtmf speech" numDigits="1" speechTimeout="auto"',
    actions: [{ on: "gather", do: "press", digits: "5" }],
    expected: { Digits: "5" },
  },
  {
    name: "keys after words, where the first kind counts",
    attributes: 'input="dtmf speech" numDigits="1" speechTimeout="3"',
    actions: [
      { on: "gather", do: "speak", text: "sales" },
      { on: "answer", after: 8, do: "press", digits: "5" },
    ],
    expected: { SpeechResult: "sales" },
  },
  {
    name: "keys while only speech counts",
    attributes: 'input="speech"',
    actions: [{ on: "gather", do: "press", digits: "5" }],
    expected: null,
  },
  {
    name: "the star as the finish key",
    attributes: 'finishOnKey="*"',
    actions: [{ on: "gather", do: "press", digits: "1#2*3" }],
    expected: { Digits: "1#2", FinishedOnKey: "*" },
  },
  {
    name: "speech over the prompt, in two breaths",
    attributes: 'input="speech" speechTimeout="3"',
    actions: [
      { on: "say", after: 1, do: "speak", text: "my modem" },
      { on: "answer", after: 3, do: "speak", text: "is on fire" },
    ],
    expected: { SpeechResult: "my modem is on fire", Confidence: "0.9" },
  },
];

describe("Gather", () => {
  it.each(CASES)("$name", async ({ attributes = "", actions = [], expected }) => {
    const world = await startWorld();
    await world.control.putCallee("+12025550150", { kind: "scripted", ring: 0, then: "answer", actions });
    world.pages.start = `<Gather action="heard?x=1" ${attributes}>${PROMPT}</Gather><Redirect>silence</Redirect>`;
    await world.call("+12025550150");
    await world.control.advance(60);
    const heard = world.hooksNamed("heard");
    expect(heard).toHaveLength(expected ? 1 : 0);
    expect(world.hooksNamed("silence")).toHaveLength(expected ? 0 : 1);
    for (const [name, value] of Object.entries(expected ?? {})) expect(heard[0]?.form.get(name)).toBe(value);
  });

  it("answers the second menu with the second action", async () => {
    const world = await startWorld();
    await world.control.putCallee("+12025550150", {
      kind: "scripted",
      ring: 0,
      then: "answer",
      actions: [
        { on: "gather", do: "press", digits: "1" },
        { on: "gather", do: "nothing" },
        { on: "gather", do: "press", digits: "3" },
      ],
    });
    world.pages.start = '<Gather numDigits="1"/><Redirect/>';
    await world.call("+12025550150");
    await world.control.advance(14);
    expect(world.hooksNamed("start").map((hook) => hook.form.get("Digits"))).toEqual([null, "1", null, "3", null]);
  });

  it.each([
    ["its own limit", 'maxSpeechTime="10"', 10],
    ["60 seconds in any case", 'maxSpeechTime="100"', 60],
  ])("ends endless speech after %s", async (_name, attribute, seconds) => {
    const world = await startWorld();
    const words = Array.from({ length: 100 }, (_, index) => ({ after: index, do: "speak", text: `${index}` }) as const);
    await world.control.putCallee("+12025550150", { kind: "scripted", ring: 0, then: "answer", actions: words });
    world.pages.start = `<Gather input="speech" speechTimeout="3" action="heard" ${attribute}/><Redirect>silence</Redirect>`;
    await world.call("+12025550150");
    await world.control.advance(120);
    const said = world.hooksNamed("heard")[0]?.form.get("SpeechResult")?.split(" ");
    expect(said?.[0]).toBe("0");
    expect([seconds, seconds + 1]).toContain(said?.length);
  });

  it("waits after the prompt, not during it", async () => {
    const world = await startWorld();
    world.pages.start = '<Gather action="heard" timeout="5"><Pause length="10"/></Gather><Redirect>silence</Redirect>';
    await world.call("+12025550120");
    await world.control.advance(2 + 14.9);
    expect(world.hooksNamed("silence")).toHaveLength(0);
    await world.control.advance(0.1);
    expect(world.hooksNamed("silence")).toHaveLength(1);
  });
});

describe("Record and Transcription", () => {
  it("records what is said and passes an empty recording over", async () => {
    const world = await startWorld();
    await world.control.putCallee("+12025550150", {
      kind: "scripted",
      ring: 0,
      then: "answer",
      actions: [
        { on: "record", do: "nothing" },
        { on: "record", after: 2, do: "speak", text: "my message" },
      ],
    });
    world.pages.start = '<Record action="recorded" timeout="3"/><Record action="recorded" timeout="3"/>';
    world.pages.recorded = "<Hangup/>";
    await world.call("+12025550150");
    await world.control.advance(60);
    const [hook, ...more] = world.hooksNamed("recorded");
    expect(more).toEqual([]);
    expect(hook?.form.get("RecordingDuration")).toBe("5");
    expect(hook?.form.get("RecordingUrl")).toMatch(/\/Recordings\/RE[0-9a-f]{32}$/);
  });

  it("reports what is said", async () => {
    const world = await startWorld();
    await world.control.putCallee("+12025550150", {
      kind: "scripted",
      ring: 0,
      then: "answer",
      actions: [{ after: 2, do: "speak", text: "hello there" }],
    });
    world.pages.start = '<Start><Transcription statusCallbackUrl="lines"/></Start><Pause length="5"/>';
    await world.call("+12025550150");
    await world.control.advance(60);
    const lines = world.hooksNamed("lines").map((hook) => hook.form);
    expect(lines.map((form) => form.get("TranscriptionEvent"))).toEqual([
      "transcription-started",
      "transcription-content",
      "transcription-stopped",
    ]);
    expect(JSON.parse(lines[1]?.get("TranscriptionData") ?? "")).toMatchObject({ transcript: "hello there" });
  });
});
