import type { Definition, ExitSpec, Finding } from "@/engine/contract";
import { CONTACT_HUNG_UP, spokenSeconds } from "@/engine/contract";
import { type Config, config, LONGEST_TOLD_SECONDS } from "./config";
import { longestTries, mostTries } from "./try-again";

const ANSWERED: ExitSpec = { id: "answered", label: "Answered", kind: "mandatory", call: "live", waits: "always" };
const NOT_ANSWERED: ExitSpec[] = [
  { id: "invalid_number", label: "Invalid number", kind: "mandatory", call: "none", waits: "sometimes" },
  { id: "busy", label: "Busy", kind: "mandatory", call: "none", waits: "always" },
  { id: "no_answer", label: "No answer", kind: "mandatory", call: "none", waits: "always" },
];
const MACHINE: ExitSpec = {
  id: "machine",
  label: "Answering machine",
  kind: "optional",
  call: "live",
  waits: "always",
};
/** Nobody is there whom a menu could ask or an agent could talk to. */
const NO_PERSON: ExitSpec[] = [
  { id: "screened", label: "Screened", kind: "optional", call: "live", waits: "always", forbids_person: true },
  { id: "voicemail", label: "Voicemail", kind: "optional", call: "live", waits: "always", forbids_person: true },
  CONTACT_HUNG_UP,
];

export const definition: Definition<Config> = {
  id: "make_outbound_call",
  label: "Make outbound call",
  icon: "phone-outgoing",
  group: "voice",
  description:
    "Rings the contact, and again where you say so. Busy is also taken when the contact rejects the call; a technical fault follows No answer unless you choose otherwise.",
  config,
  starts_with: { answering: "person", who_and_why: "Hello, this is a call about your request." },
  exits: ({ answering, answering_machine }) => {
    if (answering === "person") return [ANSWERED, ...NOT_ANSWERED, ...NO_PERSON];
    if (answering_machine === "detect") return [ANSWERED, ...NOT_ANSWERED, MACHINE];
    return [{ ...ANSWERED, may_be_machine: true }, ...NOT_ANSWERED];
  },
  summary: ({ from, to_variable: to, ring_seconds: seconds, try_again: again = [] }) => [
    `From ${from ?? "…"}`,
    [`To ${to ?? "…"}`, seconds ? `${seconds} s` : "", triesText(again)].filter(Boolean).join(" · "),
  ],
  outputs: [
    { id: "who", label: "Who answered" },
    { id: "words", label: "Words that told who answered" },
  ],
  call: "dials",
  default_on_error: { do: "exit", exit: "no_answer" },
  longest_wait: longestTries,
  check: (settings) => (settings.answering === "person" ? whoAndWhyFindings(settings) : unheardFindings(settings)),
};

const triesText = (rules: Partial<Config>["try_again"]) => (rules?.length ? `up to ${mostTries(rules)} tries` : "");

/** Only who listens can tell a machine that is to be tried again. */
function unheardFindings({ try_again }: Config): Finding[] {
  return try_again.flatMap(({ after }, index): Finding[] => {
    if (after !== "screened" && after !== "voicemail") return [];
    const what = after === "screened" ? "a phone that screens its calls" : "voicemail";
    const message = `it cannot try again after ${what}, which it does not notice. Choose Make sure it is a person.`;
    return [{ severity: "error", code: "try_again_unheard", message, field: ["try_again", String(index), "after"] }];
  });
}

/** A template's text without what its variables fill in. */
const literal = (template: string) => template.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, "");

function whoAndWhyFindings({ who_and_why: text }: Config): Finding[] {
  const field = ["who_and_why"];
  if (!text?.trim()) {
    const message = "write who calls and why: it is what a phone that screens its calls shows its owner.";
    return [{ severity: "error", code: "who_and_why_missing", message, field, missing: true }];
  }
  if (spokenSeconds(literal(text)) <= LONGEST_TOLD_SECONDS) return [];
  const message = `its text takes more than ${LONGEST_TOLD_SECONDS} seconds to be said; the rest is cut. Shorten it.`;
  return [{ severity: "warning", code: "who_and_why_long", message, field }];
}
