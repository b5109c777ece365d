import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import { parseDefinition } from "@/engine/definition/schema";
import { applyChanges } from "@/engine/edit/change";
import { addStep } from "@/engine/edit/commands";
import { verify } from "@/engine/verify";
import { dial, flow, NAMES, step } from "./flow";

/** What the verifier finds in a step that asks the caller, or an agent: `severity code field` each; wiring is complete. */
function findings(component: string, config: Record<string, unknown>): string[] {
  const exits = registry.get(component)?.definition.exits({ keys: [], phrases: [], ...config }) ?? [];
  const wired = exits.filter(({ kind }) => kind !== "hidden").map(({ id }) => [id, "end"] as const);
  const message = component === "forward_to_external_number" ? {} : { message: say("Hello.") };
  const asks = step(component, { ...message, ...config }, Object.fromEntries(wired));
  return verify(registry, flow({ dial: dial({ answered: "it" }), it: asks }), NAMES)
    .filter((problem) => problem.step === "it")
    .map(({ severity, code, field }) => `${severity} ${code} ${field.slice(1).join(".")}`);
}

const say = (text: string) => ({ source: "tts", text });
const key = (id: string, pressed: string) => ({ id, key: pressed, name: id.toUpperCase() });
const phrase = (id: string, ...keywords: string[]) => ({ id, name: id.toUpperCase(), keywords });
const to = { to: { number: "+12025550130" } };

const CASES: [name: string, component: string, config: Record<string, unknown>, found: string[]][] = [
  ["an entry that a key ends", "input_ivr", {}, []],
  ["an entry of a length", "input_ivr", { max_digits: 4, finish_key: "none" }, []],
  ["an entry that nothing ends", "input_ivr", { finish_key: "none" }, ["error entry_endless max_digits"]],
  ["fewer digits than the fewest", "input_ivr", { max_digits: 3, min_digits: 4 }, ["error min_over_max min_digits"]],
  ["too many digits", "input_ivr", { max_digits: 33 }, ["error config_invalid max_digits"]],
  ["a menu", "standard_ivr", { keys: [key("a", "1"), key("b", "#")] }, []],
  ["a menu without keys", "standard_ivr", { keys: [] }, ["error config_invalid keys"]],
  [
    "a key that is there twice",
    "standard_ivr",
    { keys: [key("a", "1"), key("b", "2"), key("c", "1")] },
    ["error key_duplicate keys.2.key"],
  ],
  [
    "an exit's id for a key",
    "standard_ivr",
    { keys: [key("timeout", "1")] },
    ["error config_invalid keys", "error exit_duplicate timeout"],
  ],
  ["a menu said too often", "standard_ivr", { keys: [key("a", "1")], repeat: 6 }, ["error config_invalid repeat"]],
  ["a spoken menu", "voice_ivr", { phrases: [phrase("a", "yes")], keys: [{ key: "1", phrase: "a" }] }, []],
  [
    "keys that are there twice or stand for nothing",
    "voice_ivr",
    {
      phrases: [phrase("a", "yes")],
      keys: [
        { key: "1", phrase: "a" },
        { key: "1", phrase: "b" },
      ],
    },
    ["error key_duplicate keys.1.key", "error phrase_missing keys.1.phrase"],
  ],
  [
    "a keyword of punctuation",
    "voice_ivr",
    { phrases: [phrase("a", "?!")] },
    ["error keyword_empty phrases.0.keywords.0"],
  ],
  [
    "a keyword of two phrases",
    "voice_ivr",
    { phrases: [phrase("a", "Yes"), phrase("b", "no", "yes!")] },
    ["warning keyword_duplicate phrases.1.keywords.1"],
  ],
  [
    "an endless wait for speech",
    "voice_ivr",
    { phrases: [phrase("a", "yes")], timeout_seconds: 31 },
    ["error config_invalid timeout_seconds"],
  ],
  [
    "a keyword that does not parse",
    "voice_ivr",
    { phrases: [phrase("a", "{{ to")] },
    ["error template_invalid phrases.0.keywords.0"],
  ],
  ["a transcription", "voice_transcription", { language: "de-DE" }, []],
  ["a language nobody speaks", "voice_transcription", { language: "german!" }, ["error config_invalid language"]],
  [
    "an agent who is told what to press",
    "forward_to_external_number",
    { ...to, accept_key: "1", whisper: say("Press 1.") },
    ["warning may_be_machine "],
  ],
  [
    "an agent who is not told what to press",
    "forward_to_external_number",
    { ...to, accept_key: "1" },
    ["warning accept_key_unsaid whisper", "warning may_be_machine "],
  ],
  [
    "an accept key that is none",
    "forward_to_external_number",
    { ...to, accept_key: "#" },
    ["error config_invalid accept_key", "warning may_be_machine "],
  ],
];

describe("steps that ask", () => {
  it.each(CASES)("%s", (_name, component, config, found) => {
    expect(findings(component, config).toSorted()).toEqual(found.toSorted());
  });

  it.each(["input_ivr", "standard_ivr", "voice_ivr", "voice_transcription"])(
    "a new %s lacks only what the caller hears, and where its exits go",
    (component) => {
      const draft = flow({ dial: dial({}) });
      const added = addStep(registry, draft, { component, from: { step: "dial", exit: "answered" } });
      if (!added) throw new Error("It was not added.");
      const problems = verify(registry, applyChanges(draft, added.changes), NAMES).filter(
        ({ step: at }) => at === added.id,
      );
      const fields = problems.filter(({ field }) => field[0] !== "exits").map(({ field }) => field.join("."));
      expect(fields).toEqual(
        component === "voice_ivr" ? ["config.message.text", "config.phrases.0.keywords.0"] : ["config.message.text"],
      );
    },
  );

  it("the flows of the call scripts have no error", async () => {
    const { flows } = await import("../calls/script");
    for (const name of ["keys", "speech", "accept-key", "whisper", "hang-up"]) {
      const parsed = parseDefinition(registry, JSON.parse(flows[name] ?? ""));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
      const errors = verify(registry, parsed.definition, NAMES).filter(({ severity }) => severity === "error");
      expect(errors).toEqual([]);
    }
  });
});
