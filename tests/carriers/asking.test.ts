import { describe, expect, it } from "vitest";
import { adapterFor } from "@/server/carriers/adapters";
import type { CarrierAudioVerb, CarrierForward, CarrierGather } from "@/server/ports/voice";
import { addPlainDialect, PLAIN } from "./plain-dialect";

addPlainDialect();
const dialect = (kind: string) => adapterFor(kind, () => Promise.reject(new Error("nothing is sent")))!;
const full = dialect("sandbox");
const plain = dialect(PLAIN);

const turn = {
  ...{ next: "https://p/1.1/next", forward: "https://p/1.1/forward", leg: "https://p/1.1/leg" },
  ...{ whisper: "https://p/1.1/whisper", accept: "https://p/1.1/accept" },
};
const say = (text: string): CarrierAudioVerb => ({ verb: "say", text, language: "en-US" });
const gather = (more: Partial<CarrierGather>): CarrierGather => ({
  ...{ verb: "gather", input: "digits", prompt: [say("Go on")], timeout_seconds: 5, finish_key: "#" },
  ...more,
});
const forward = (more: Partial<CarrierForward> = {}): CarrierForward => ({
  ...{ verb: "forward", to: "+12025550130", caller_id: "+12025550101", ring_seconds: 30 },
  ...more,
});

/** Attributes of the only element of a name. */
function attributes(document: string, name: string): Record<string, string> {
  const [found = "", ...more] = document.match(new RegExp(`<${name}[ >/][^>]*`, "g")) ?? [];
  expect(more).toEqual([]);
  return Object.fromEntries([...found.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]));
}

describe("asking the caller", () => {
  const CASES: [name: string, verb: CarrierGather, expected: Record<string, string>, absent: string[]][] = [
    [
      "an entry",
      gather({ max_digits: 4 }),
      {
        input: "dtmf",
        numDigits: "4",
        finishOnKey: "#",
        timeout: "5",
        action: `${turn.next}#rc=2&amp;rp=5xx,ct,rt&amp;rt=4000`,
      },
      ["speechTimeout", "language", "hints", "maxSpeechTime"],
    ],
    ["a menu, whose # is a key", gather({ max_digits: 1, finish_key: "" }), { numDigits: "1", finishOnKey: "" }, []],
    [
      "speech",
      gather({ input: "speech", timeout_seconds: 3, language: "de-DE", hints: ["ja, bitte", "nein"] }),
      { input: "speech", timeout: "3", speechTimeout: "3", language: "de-DE", hints: "ja  bitte,nein" },
      ["numDigits", "maxSpeechTime"],
    ],
    [
      "speech of 60 seconds at most",
      gather({ input: "speech", max_speech_seconds: 60 }),
      { maxSpeechTime: "60" },
      ["hints"],
    ],
    [
      "keys or speech",
      gather({ input: "digits_or_speech", max_digits: 1 }),
      { input: "dtmf speech", numDigits: "1" },
      [],
    ],
  ];
  it.each(CASES)("%s", (_name, verb, expected, absent) => {
    const given = attributes(full.render([verb], turn), "Gather");
    expect(given).toMatchObject(expected);
    for (const name of absent) expect(given).not.toHaveProperty(name);
  });

  it("gives the recogniser no more hints than it takes", () => {
    const many = Array.from({ length: 600 }, (_, index) => `${"word ".repeat(30)}${index}`);
    const { hints = "" } = attributes(full.render([gather({ input: "speech", hints: many })], turn), "Gather");
    expect(hints.length).toBeLessThanOrEqual(10_000);
    expect(Math.max(...hints.split(",").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("asks only for keys where the carrier hears no speech", () => {
    const verb = gather({ input: "digits_or_speech", max_digits: 1, language: "en-US", hints: ["yes"] });
    const given = attributes(plain.render([verb], turn), "Gather");
    expect(given).toMatchObject({ input: "dtmf", numDigits: "1" });
    for (const name of ["speechTimeout", "language", "hints"]) expect(given).not.toHaveProperty(name);
    expect([full.capabilities, plain.capabilities]).toEqual([
      { speech: true, whisper: true },
      { speech: false, whisper: false },
    ]);
  });
});

describe("what the caller's answer says", () => {
  const received = (form: Record<string, string>) => ({
    url: "https://p/",
    headers: new Headers(),
    body: "",
    form: new URLSearchParams({ CallSid: "CA1", CallStatus: "in-progress", ...form }),
  });
  const CASES: [Record<string, string>, object, object][] = [
    [
      { Digits: "12", FinishedOnKey: "#" },
      { digits: "12", finishedOnKey: true },
      { digits: "12", finishedOnKey: null },
    ],
    [{ Digits: "12", FinishedOnKey: "" }, { finishedOnKey: false }, { finishedOnKey: null }],
    [{ SpeechResult: "yes", Confidence: "0.91" }, { speech: "yes", confidence: 0.91 }, { speech: "yes" }],
    [{ SpeechResult: "yes", Confidence: "1.5" }, { confidence: null }, {}],
    [{ SpeechResult: "yes", Confidence: "surely" }, { confidence: null }, {}],
    [{}, { digits: "", speech: "", confidence: null }, {}],
  ];
  it.each(CASES)("%j", (form, fully, plainly) => {
    expect(full.parse(received(form))).toMatchObject(fully);
    expect(plain.parse(received(form))).toMatchObject(plainly);
  });
});

describe("an agent's leg", () => {
  const key = forward({ whisper: [say("A <customer>."), { verb: "play", url: "https://p/chime" }], accept_key: "1" });

  it("has the address of its whisper only if there is one and the carrier supports it", () => {
    for (const verb of [key, forward({ whisper: [say("Hello")] }), forward({ accept_key: "3" })])
      expect(attributes(full.render([verb], turn), "Number")).toMatchObject({
        ...{ url: `${turn.whisper}#rc=2&amp;rp=5xx,ct,rt&amp;rt=4000`, method: "POST" },
      });
    expect(attributes(full.render([forward()], turn), "Number")).not.toHaveProperty("url");
    expect(attributes(plain.render([forward({ whisper: [say("Hello")] })], turn), "Number")).not.toHaveProperty("url");
  });

  it("asks for one key, and hangs up without it", () => {
    const document = full.renderWhisper(key, turn);
    expect(attributes(document, "Gather")).toEqual({
      ...{ input: "dtmf", numDigits: "1", finishOnKey: "", timeout: "10", method: "POST" },
      action: `${turn.accept}#rc=2&amp;rp=5xx,ct,rt&amp;rt=4000`,
    });
    expect(document).toContain(
      '<Say language="en-US" voice="Polly.Joanna">A &lt;customer&gt;.</Say><Play>https://p/chime</Play></Gather><Hangup/>',
    );
  });

  it("plays a whisper without a key and then joins", () => {
    const document = full.renderWhisper(forward({ whisper: [say("Hello")] }), turn);
    expect(document).toContain('<Response><Say language="en-US" voice="Polly.Joanna">Hello</Say></Response>');
    expect(full.renderJoin()).toContain("<Response/>");
  });
});
