import { notice } from "../../world/life";
import { logError } from "../../world/log-call";
import { DocumentError } from "../document/document-error";
import type { Verb } from "../document/parse";
import { fetchMedia } from "../stage/media";
import { number, type Perform, pause, resolve, type Stage, unlessAborted } from "../stage/stage";

/** A calm voice: two and a half words a second. */
const WORDS_PER_SECOND = 2.5;
/** What is fetched to be played is not listened to, so every recording is this long. */
const PLAY_SECONDS = 3;
/** A tone of `digits` and the gap behind it. */
const TONE_SECONDS = 0.5;
const MOST_CHARACTERS = 4096;

export const say: Perform = async (stage, verb) => {
  const { carrier, call } = stage;
  const { text } = verb;
  if (!text || text.length > MOST_CHARACTERS) {
    logError(carrier, call, 13520, `Say: Invalid text (${text.length} characters)`, stage.url);
    return undefined;
  }
  const { language, voice } = verb.attributes;
  await repeat(stage, verb, () => {
    carrier.phones.tell(call, "say", { text, language: language ?? "en-US", ...(voice && { voice }) });
    notice(call, "say");
    return Math.max(1, text.split(" ").length) / WORDS_PER_SECOND;
  });
  return undefined;
};

export const play: Perform = async (stage, verb) => {
  const { carrier, call } = stage;
  const { digits } = verb.attributes;
  const url = digits ? undefined : resolve(stage, verb.text);
  if (url && !(await isThere(stage, url))) return undefined;
  await repeat(stage, verb, () => {
    carrier.phones.tell(call, "play", digits ? { digits } : { url });
    notice(call, "play");
    return digits ? digits.length * TONE_SECONDS : PLAY_SECONDS;
  });
  return undefined;
};

/** A recording that cannot be played is logged, and the call goes on with what comes next. */
async function isThere({ carrier, call, signal }: Stage, url: string): Promise<boolean> {
  try {
    await unlessAborted(signal, fetchMedia(carrier, url));
    return true;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    logError(carrier, call, error.code, error.message, error.url);
    return false;
  }
}

export const pauseVerb: Perform = async (stage, verb) => {
  await pause(stage.carrier.clock, stage.signal, number(verb, "length", 1));
  return undefined;
};

/** `loop="0"` goes on until the call ends or a key interrupts it. */
async function repeat(stage: Stage, verb: Verb, once: () => number): Promise<void> {
  const times = number(verb, "loop", 1) || Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time++) await pause(stage.carrier.clock, stage.signal, once());
}

const PROMPTS: Record<string, Perform> = { Say: say, Play: play, Pause: pauseVerb };

/** The prompts nested in Gather. */
export async function playPrompts(stage: Stage, verbs: Verb[]): Promise<void> {
  for (const verb of verbs) if (Object.hasOwn(PROMPTS, verb.name)) await PROMPTS[verb.name]?.(stage, verb);
}
