import { PHRASES } from "./phrases/all";
import type { PhraseKind } from "./phrases/phrase-table";

/** Greetings are not longer than that; of a text that is, the rest says nothing new. */
const MOST_WORDS = 400;
const MOST_CHARACTERS = 4000;
/** Words that `*` in a phrase stands for, at most. */
const MOST_BETWEEN = 4;
const ANY = "*";

/** The words of a text as phrases are compared: no case, accents or punctuation, and none in the middle of a word ("can't" is cant). */
export function wordsOf(text: string): string[] {
  return text
    .slice(0, MOST_CHARACTERS)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .split(/[^\p{L}\p{N}*]+/u)
    .filter(Boolean)
    .slice(0, MOST_WORDS);
}

type Phrase = { text: string; words: string[] };
/** Phrases by their first word. */
type Index = ReadonlyMap<string, readonly Phrase[]>;

const indexes = new Map<string, Index>();

function indexOf(language: string, kind: PhraseKind): Index {
  const name = `${language} ${kind}`;
  const known = indexes.get(name);
  if (known) return known;
  const phrases = (PHRASES[language]?.[kind] ?? []).map((text): Phrase => ({ text, words: wordsOf(text) }));
  const made: Index = Map.groupBy(phrases, ({ words }) => words[0] ?? "");
  indexes.set(name, made);
  return made;
}

/** The languages (ISO 639-1) whose phrases are looked for: the one that is expected, and English. */
export function heardLanguages(language: string): string[] {
  const own = language.split("-")[0] ?? "";
  return own !== "en" && Object.hasOwn(PHRASES, own) ? [own, "en"] : ["en"];
}

/** The first phrase of a kind among the words, as its table writes it; null if there is none. `atStart`: only before all other words. */
export function findPhrase(
  words: readonly string[],
  kind: PhraseKind,
  languages: readonly string[],
  atStart = false,
): string | null {
  const starts = atStart ? words.slice(0, 1) : words;
  for (const language of languages) {
    const index = indexOf(language, kind);
    for (const [at, word] of starts.entries()) {
      const found = index.get(word)?.find((phrase) => isAt(words, at, phrase.words));
      if (found) return found.text;
    }
  }
  return null;
}

/** True if the phrase's words stand at `at`, one after the other but for what `*` stands for. */
function isAt(words: readonly string[], at: number, phrase: readonly string[]): boolean {
  let next = at;
  let between = 0;
  for (const wanted of phrase) {
    if (wanted === ANY) {
      between = MOST_BETWEEN;
      continue;
    }
    const found = words.indexOf(wanted, next);
    if (found < 0 || found - next > between) return false;
    next = found + 1;
    between = 0;
  }
  return true;
}
