import type { Gather, Verb } from "../contract";

/** A calm voice reads two and a half words a second, and what is played is not listened to: as the sandbox carrier has it. */
const WORDS_PER_SECOND = 2.5;
const PLAY_SECONDS = 3;

/** How long a document takes until it asks, forwards or comes back, in seconds. */
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

export type Input = { digits: string; finished_on_key: boolean; seconds: number };

/**
 * What becomes of keys pressed one after the other: the finish key ends the entry and is not part of it, a full entry
 * ends by itself, and any other waits out the timeout. The finish key alone is the same as silence.
 */
export function pressed(gather: Pick<Gather, "finish_key" | "max_digits" | "timeout_seconds">, keys: string): Input {
  let digits = "";
  for (const key of keys) {
    if (key === gather.finish_key) return { digits, finished_on_key: digits !== "", seconds: 0 };
    digits += key;
    if (digits.length === gather.max_digits) return { digits, finished_on_key: false, seconds: 0 };
  }
  return { digits, finished_on_key: false, seconds: gather.timeout_seconds };
}
