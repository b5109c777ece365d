import { triggerScript } from "../../world/call-lifecycle";
import { logError } from "../../world/log-call";
import { DocumentError } from "../document/document-error";
import type { Verb } from "../document/parse";
import {
  type Execution,
  numberAttribute,
  pause,
  resolveUrl,
  unlessAborted,
  type VerbHandler,
} from "../execution/execution";
import { fetchMedia } from "../execution/fetch-media";

/** A calm voice: two and a half words a second. */
const WORDS_PER_SECOND = 2.5;
/** What is fetched to be played is not listened to, so every recording is this long. */
const PLAY_SECONDS = 3;
/** A tone of `digits` and the gap behind it. */
const TONE_SECONDS = 0.5;
const MAX_CHARACTERS = 4096;

export const say: VerbHandler = async (execution, verb) => {
  const { carrier, call } = execution;
  const { text } = verb;
  if (!text || text.length > MAX_CHARACTERS) {
    logError(carrier, call, 13520, `Say: Invalid text (${text.length} characters)`, execution.url);
    return undefined;
  }
  const { language, voice } = verb.attributes;
  await repeat(execution, verb, () => {
    carrier.phones.notify(call, "say", { text, language: language ?? "en-US", ...(voice && { voice }) });
    triggerScript(call, "say");
    return Math.max(1, text.split(" ").length) / WORDS_PER_SECOND;
  });
  return undefined;
};

export const play: VerbHandler = async (execution, verb) => {
  const { carrier, call } = execution;
  const { digits } = verb.attributes;
  const url = digits ? undefined : resolveUrl(execution, verb.text);
  if (url && !(await isPlayable(execution, url))) return undefined;
  await repeat(execution, verb, () => {
    carrier.phones.notify(call, "play", digits ? { digits } : { url });
    triggerScript(call, "play");
    return digits ? digits.length * TONE_SECONDS : PLAY_SECONDS;
  });
  return undefined;
};

/** A recording that cannot be played is logged, and the call goes on with what comes next. */
async function isPlayable({ carrier, call, signal }: Execution, url: string): Promise<boolean> {
  try {
    await unlessAborted(signal, fetchMedia(carrier, url));
    return true;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    logError(carrier, call, error.code, error.message, error.url);
    return false;
  }
}

export const pauseVerb: VerbHandler = async (execution, verb) => {
  await pause(execution.carrier.clock, execution.signal, numberAttribute(verb, "length", 1));
  return undefined;
};

/** `loop="0"` goes on until the call ends or a key interrupts it. */
async function repeat(execution: Execution, verb: Verb, once: () => number): Promise<void> {
  const times = numberAttribute(verb, "loop", 1) || Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time++) await pause(execution.carrier.clock, execution.signal, once());
}

const PROMPTS: Record<string, VerbHandler> = { Say: say, Play: play, Pause: pauseVerb };

/** The prompts nested in Gather. */
export async function playPrompts(execution: Execution, verbs: Verb[]): Promise<void> {
  for (const verb of verbs) if (Object.hasOwn(PROMPTS, verb.name)) await PROMPTS[verb.name]?.(execution, verb);
}
