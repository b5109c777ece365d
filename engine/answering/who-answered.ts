import { findPhrase, heardLanguages, wordsOf } from "./find-phrase";
import type { PhraseKind } from "./phrases/phrase-table";

/** Who answered a call. `unknown`: nothing speaks for a machine. */
export type Who = "person" | "screened" | "voicemail" | "fax" | "unknown";

/** What the carrier's own detection says. `machine_ended`: the greeting is over, by a beep or by silence. */
export type Detected = "human" | "machine" | "machine_ended" | "fax" | "unknown";

/** What a text is by its phrases and its length. `rule` is the kind of the phrase, or of the length; `words` the phrase. */
export type Understood = {
  means: "nothing" | "screening" | "voicemail" | "person" | "welcome" | "unclear";
  rule: string;
  words: string;
};

/** As long is what people say when they answer; a longer one without a phrase of theirs is unclear. Not every script has blanks. */
const SHORT_WORDS = 8;
const SHORT_CHARACTERS = 64;
const isShort = (text: string, words: readonly string[]) =>
  words.length <= SHORT_WORDS && text.length <= SHORT_CHARACTERS;

const OPENING_RULES: readonly { kind: PhraseKind; means: Understood["means"] }[] = [
  { kind: "screening", means: "screening" },
  { kind: "offers", means: "person" },
  { kind: "record", means: "voicemail" },
  { kind: "person", means: "person" },
  { kind: "absent", means: "voicemail" },
  { kind: "asks_name", means: "screening" },
];

/** What was said when the call was answered. `language` (BCP 47) is the one that was listened for. */
export function understandOpening(text: string, language: string): Understood {
  const words = wordsOf(text);
  if (words.length === 0) return { means: "nothing", rule: "silence", words: "" };
  const languages = heardLanguages(language);
  for (const { kind, means } of OPENING_RULES) {
    const phrase = findPhrase(words, kind, languages);
    if (phrase !== null) return { means, rule: kind, words: phrase };
  }
  if (isShort(text, words)) return { means: "person", rule: "short", words: words.join(" ") };
  const welcome = findPhrase(words, "welcome", languages);
  if (welcome !== null) return { means: "welcome", rule: "welcome", words: welcome };
  return { means: "unclear", rule: "long", words: words.slice(0, SHORT_WORDS).join(" ") };
}

/** What a screening phone, or whoever took the call from it, has answered to the who and why. */
export type Reply = { means: "voicemail" | "declined" | "asks" | "holds" | "person"; rule: string; words: string };

const REPLY_RULES: readonly { kind: PhraseKind; means: Reply["means"]; atStart?: true }[] = [
  { kind: "offers", means: "person" },
  { kind: "record", means: "voicemail" },
  { kind: "declined", means: "declined" },
  { kind: "absent", means: "declined" },
  { kind: "holding", means: "holds" },
  { kind: "screening", means: "asks" },
  { kind: "asks_name", means: "asks" },
  { kind: "person", means: "person" },
  { kind: "hello", means: "person", atStart: true },
  { kind: "asks_more", means: "asks" },
  { kind: "thanks", means: "holds" },
];

export function understandReply(text: string, language: string): Reply {
  const words = wordsOf(text);
  const languages = heardLanguages(language);
  for (const { kind, means, atStart } of REPLY_RULES) {
    const phrase = findPhrase(words, kind, languages, atStart);
    if (phrase !== null) return { means, rule: kind, words: phrase };
  }
  const said = words.slice(0, SHORT_WORDS).join(" ");
  return isShort(text, words)
    ? { means: "person", rule: "short", words: said }
    : { means: "holds", rule: "long", words: said };
}

/** True for a text that begins as people's answers do. */
export function beginsAsReply(text: string, language: string): boolean {
  const words = wordsOf(text);
  const languages = heardLanguages(language);
  return (["hello", "thanks"] as const).some((kind) => findPhrase(words, kind, languages, true) !== null);
}

/** The most that somebody says who comes to the phone while a greeting plays. */
const PICKS_UP_WORDS = 6;
const HELLO_WORDS = 3;

/** True for what a person says who comes to the phone after all, and not for the rest of a greeting. */
export function isPickUp(text: string, language: string): boolean {
  const words = wordsOf(text);
  if (words.length === 0 || words.length > PICKS_UP_WORDS) return false;
  const languages = heardLanguages(language);
  if (findPhrase(words, "record", languages) !== null) return false;
  if (findPhrase(words, "person", languages) !== null) return true;
  return words.length <= HELLO_WORDS && findPhrase(words, "hello", languages, true) !== null;
}
