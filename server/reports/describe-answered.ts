import type { Who } from "@/engine/contract";

const WHO: Readonly<Record<Who, string>> = {
  person: "A person answered",
  screened: "The phone screened the call",
  voicemail: "A voicemail answered",
  fax: "A fax answered",
  unknown: "Nothing told who answered",
};

/** Rules that go by no phrase. */
const RULES: Readonly<Record<string, string>> = {
  carrier: "as the carrier says",
  silence: "nothing was said",
  no_reply: "nobody came to the phone",
  long_then_silence: "much was said, and nothing after who and why",
  too_long: "it took too long",
};

/** A sentence on who answered, and what told so. */
export function describeAnswered({ who, rule, words }: { who: Who; rule: string; words: string }): string {
  const why = RULES[rule] ?? (words === "" ? null : `heard “${words.replaceAll("*", "…")}”`);
  return why === null ? `${WHO[who]}.` : `${WHO[who]}: ${why}.`;
}
