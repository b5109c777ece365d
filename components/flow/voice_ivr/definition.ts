import type { Definition } from "@/engine/contract";
import { branchExits, CONTACT_HUNG_UP, firstWords, NEW_MESSAGE } from "@/engine/contract";
import { check } from "./check";
import { type Config, config, FIXED_EXITS } from "./config";

export const definition: Definition<Config> = {
  id: "voice_ivr",
  label: "Voice IVR",
  icon: "speech",
  group: "voice",
  description:
    "A menu that is spoken to. The first phrase, top to bottom, with a keyword in what was said is taken; case and punctuation do not matter, whole words do. No speech takes Timeout. Where the carrier cannot recognise speech, only the keys count; without any it is a technical fault.",
  config,
  starts_with: { message: NEW_MESSAGE, phrases: [{ id: "phrase_1", name: "Phrase 1", keywords: [""] }] },
  exits: ({ phrases }) => [
    ...branchExits(phrases, ({ name }, index) => ({ label: name?.trim() || `Phrase ${index + 1}`, waits: "always" })),
    ...FIXED_EXITS.map((exit) => ({ ...exit, kind: "mandatory", waits: "always" }) as const),
    CONTACT_HUNG_UP,
  ],
  summary: ({ message: said, phrases = [] }) => [
    firstWords(said),
    phrases.map(({ name, keywords = [] }) => name?.trim() || keywords[0] || "…").join(" · "),
  ],
  outputs: [
    { id: "speech", label: "What was said" },
    { id: "confidence", label: "Confidence, 0 to 1" },
  ],
  call: "needs_live",
  needs_person: true,
  default_on_error: { do: "exit", exit: "no_match" },
  check: (settings) => check(settings),
};
