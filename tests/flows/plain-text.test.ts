import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import type { ResumeBody } from "@/engine/contract";
import { cutForSpeech, cutText } from "@/engine/cut-text";
import { parseDefinition } from "@/engine/definition/schema";
import * as commands from "@/engine/edit/commands";
import { readDraft } from "@/engine/edit/draft";
import { plainText, plainTexts } from "@/engine/plain-text";
import { applyResumes } from "@/engine/run/apply-resumes";
import { ALL_CAPABILITIES } from "@/engine/run/capabilities";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };

/** One of each kind that XML 1.0 has no place for (§2.2), and what stands in its place. */
const NOT_PLAIN: [name: string, char: string, instead: string][] = [
  ["NUL", "\0", ""],
  ["BEL", "\u0007", ""],
  ["a vertical tab", "\u000b", " "],
  ["a form feed", "\f", " "],
  ["ESC", "\u001b", ""],
  ["U+FFFE", "\ufffe", ""],
  ["U+FFFF", "\uffff", ""],
  ["the first half of a pair", "\ud83d", "\ufffd"],
  ["the second half of a pair", "\ude00", "\ufffd"],
];
const KEPT = "Tab\tand\r\nlines, Ümlaut, 😀, \u007f\u0085\u{1fffe}";

describe("13.6 plain text", () => {
  it.each(NOT_PLAIN)("has no %s", (_name, char, instead) => {
    expect(plainText(`Ann${char}Lee`)).toBe(`Ann${instead}Lee`);
    expect(plainTexts({ [`k${char}`]: [`a${char}`, 1, null] })).toEqual({ [`k${instead}`]: [`a${instead}`, 1, null] });
  });
  it("keeps everything else, and the very object", () => {
    const value = { text: KEPT, list: [KEPT, { deep: true }] };
    expect(plainText(KEPT)).toBe(KEPT);
    expect(plainTexts(value)).toBe(value);
  });
});

/** Everything that must neither be stored nor rendered, in JSON that was not escaped. */
function unplain(value: unknown): string[] {
  if (typeof value === "string") return plainText(value) === value ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [...unplain(key), ...unplain(item)]);
}

const DIRTY = NOT_PLAIN.map(([, char]) => `x${char}`).join("");
const CLEAN = plainText(DIRTY);

type Step = { component: string; config: object; outputs?: Record<string, string> };

/** Runs one step on a live call, up to its end, as runtime and simulator do; returns what was written and the variables. */
function play(step: Step, resumes: ResumeBody[], argument: string) {
  const parsed = parseDefinition(registry, {
    patchcord: 1,
    name: "One step",
    variables: { phone: { type: "string" }, given: { type: "string" }, made: { type: "string" } },
    start: "trigger",
    steps: {
      trigger: {
        component: "api_request",
        name: "Trigger",
        config: {
          arguments: [
            { name: "phone", variable: "phone" },
            { name: "given", variable: "given" },
          ],
        },
        exits: { ok: "call" },
      },
      call: {
        component: "make_outbound_call",
        name: "Call",
        config: { from: "+12025550101", to_variable: "phone" },
        exits: { answered: "step" },
      },
      step: { name: "Step", ...step },
    },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const started: ResumeBody = {
    kind: "started",
    ...{ seed: "s", interaction_id: "i", flow_version: 1 },
    arguments: { phone: "+12025550120", given: argument },
  };
  const rules = { mayRing: () => "allowed" as const, capabilities: ALL_CAPABILITIES };
  const all: ResumeBody[] = [started, { kind: "call_answered", answered_by: "human" }, ...resumes];
  const done = applyResumes(registry, parsed.definition, rules, null, "2026-01-05T12:00:00.000Z", all);
  if (done?.applied.length !== all.length) throw new Error("a resume was not waited for");
  return { done, made: done.state.variables.made, given: done.state.variables.given };
}

const NO_INPUT = { digits: "", speech: "", confidence: null, finished_on_key: null };
const tts = (text: string) => ({ source: "tts", text });
const STEPS: [name: string, step: Step, resumes: ResumeBody[]][] = [
  ["an argument that is said", { component: "play_audio", config: { message: tts("Hello {{ given }}.") } }, []],
  ["NUL by url_decode", { component: "play_audio", config: { message: tts("a{{ '%00b%0B' | url_decode }}") } }, []],
  ["halves by split", { component: "play_audio", config: { message: tts("{{ '😀' | split: '' | join: ',' }}") } }, []],
  ["halves by replace", { component: "play_audio", config: { message: tts("{{ '😀' | replace: '', '-' }}") } }, []],
  [
    "an argument that is whispered",
    {
      component: "forward_to_external_number",
      config: { to: { number: "+12025550130" }, whisper: tts("{{ given }}") },
    },
    [],
  ],
  [
    "hints",
    {
      component: "voice_ivr",
      config: { message: tts("Say."), phrases: [{ id: "a", name: "A", keywords: [`{{ given }}${"😀".repeat(120)}`] }] },
    },
    [],
  ],
  [
    "what was heard",
    { component: "voice_transcription", config: { message: tts("Speak.") }, outputs: { speech: "made" } },
    [{ kind: "input_received", ...NO_INPUT, speech: DIRTY }],
  ],
  [
    "what was pressed",
    { component: "input_ivr", config: { message: tts("Press.") }, outputs: { digits: "made" } },
    [{ kind: "input_received", ...NO_INPUT, digits: DIRTY }],
  ],
  [
    "what could not be heard",
    { component: "input_ivr", config: { message: tts("Press.") } },
    [{ kind: "input_received", ...NO_INPUT, error: { code: "carrier_fault", message: DIRTY } }],
  ],
  [
    "a service's answer",
    { component: "execute_action", config: { connection: "Shop", action: "Order" }, outputs: { n: "made" } },
    [{ kind: "port_answered", result: { ok: true, value: { status: 200, outputs: { n: DIRTY }, unfit: [DIRTY] } } }],
  ],
  [
    "a service's fault",
    { component: "execute_action", config: { connection: "Shop", action: "Order" } },
    [{ kind: "port_answered", result: { ok: false, code: "unreachable", message: DIRTY } }],
  ],
  [
    "a function's answer",
    { component: "run_function", config: { function: "f" }, outputs: { n: "made" } },
    [{ kind: "port_answered", result: { ok: true, value: { n: DIRTY } } }],
  ],
  [
    "a record of Salesforce",
    { component: "salesforce_data_dip", config: { query: "SELECT Name FROM Account" }, outputs: { Name: "made" } },
    [{ kind: "port_answered", result: { ok: true, value: { total_size: 1, row: { Name: DIRTY } } } }],
  ],
];

describe("13.7 nothing that cannot be stored reaches a write", () => {
  it.each(STEPS)("%s", (_name, step, resumes) => {
    const { done, made, given } = play(step, resumes, DIRTY);
    expect(unplain(done)).toEqual([]);
    expect(given).toBe(CLEAN);
    if (step.outputs) expect(made).toBe(CLEAN);
  });
  it("a text that is cut at its limit through an emoji, or through what it is made of", () => {
    for (const character of ["😀", "👩🏽‍🚀", "🇵🇹", "é".normalize("NFD"), "한".normalize("NFD")])
      for (let before = 2985; before <= 3000; before += 1) {
        const text = `${"x".repeat(before)}${character.repeat(4)}`;
        const { done } = play({ component: "play_audio", config: { message: tts("{{ given }}") } }, [], text);
        const whole = Array.from({ length: 5 }, (_, count) => `${"x".repeat(before)}${character.repeat(count)}`);
        expect(done.verbs?.[0]).toMatchObject({ text: whole.findLast(({ length }) => length <= 3000) });
      }
  });
});

describe("13.7 cutting a text", () => {
  const CASES: [text: string, most: number, cut: string][] = [
    ["abc", 3, "abc"],
    ["abcd", 3, "abc"],
    ["a😀", 2, "a"],
    ["a\r\nb", 2, "a"],
    // A single character that is longer than the limit: between code points, and never nothing.
    ["👩🏽‍🚀", 3, "👩"],
    ["🇵🇹🇪🇸", 6, "🇵🇹"],
  ];
  it.each(CASES)("%j at %i", (text, most, cut) => expect(cutText(text, most)).toBe(cut));

  const SPEECH: [text: string, most: number, cut: string][] = [
    ["One. Two three", 10, "One."],
    ["One. Two. ", 9, "One. Two."],
    ["3.50 euros", 6, "3.50"],
    ["一。二、三四", 5, "一。"],
    ["一二、三四", 4, "一二、"],
    ["一二三四五", 3, "一二三"],
  ];
  it.each(SPEECH)("%j for speech at %i", (text, most, cut) => expect(cutForSpeech(text, most)).toBe(cut));
});

describe("13.6 texts that are written in the studio", () => {
  it("are plain in the draft and in the edit that is sent", () => {
    const { draft } = readDraft(reportAProblem);
    if (!draft) throw new Error("no draft");
    const command = commands.setConfig(registry, draft, "announce", "message", tts(DIRTY));
    expect(command?.changes.at(-1)?.after).toEqual(tts(CLEAN));
  });
});
