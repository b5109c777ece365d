import type { Gather, Verb } from "../contract";

/** As in the sandbox carrier (twiml/verbs): text is read at a calm voice's speed, and every recording counts as 3 s. */
const WORDS_PER_SECOND = 2.5;
const PLAY_SECONDS = 3;

/** Seconds that a document's audio plays before the document asks, forwards or comes back. */
export function playbackSeconds(verbs: readonly Verb[]): number {
  let seconds = 0;
  for (const verb of verbs) {
    if (verb.verb === "say") seconds += Math.max(1, verb.text.split(" ").length) / WORDS_PER_SECOND;
    else if (verb.verb === "play" || verb.verb === "play_prompt") seconds += PLAY_SECONDS;
    else if (verb.verb === "pause") seconds += verb.seconds;
    else if (verb.verb === "gather") return seconds + playbackSeconds(verb.prompt);
    else return seconds;
  }
  return seconds;
}

export type DigitEntry = { digits: string; finished_on_key: boolean; seconds: number };

/**
 * The entry that a gather makes of keys pressed one after the other: the finish key ends it and is not part of it, an entry
 * of `max_digits` ends by itself, and any other ends after the timeout (`seconds`). The finish key alone is no entry.
 */
export function digitEntry(
  gather: Pick<Gather, "finish_key" | "max_digits" | "timeout_seconds">,
  keys: string,
): DigitEntry {
  let digits = "";
  for (const key of keys) {
    if (key === gather.finish_key) return { digits, finished_on_key: digits !== "", seconds: 0 };
    digits += key;
    if (digits.length === gather.max_digits) return { digits, finished_on_key: false, seconds: 0 };
  }
  return { digits, finished_on_key: false, seconds: gather.timeout_seconds };
}
