import { logError } from "../world/log-call";
import type { Verb } from "./document/parse";
import type { Perform, Stage, Step } from "./stage/stage";
import { dial } from "./verbs/dial";
import { gather } from "./verbs/gather";
import { hangup, redirect, reject } from "./verbs/leave";
import { pauseVerb, play, say } from "./verbs/prompts";
import { record } from "./verbs/record";
import { start, stop } from "./verbs/transcription";

const VERBS: Record<string, Perform> = {
  Say: say,
  Play: play,
  Pause: pauseVerb,
  Gather: gather,
  Dial: dial,
  Record: record,
  Start: start,
  Stop: stop,
  Redirect: redirect,
  Reject: reject,
  Hangup: hangup,
};

/** Performs verb after verb until one leads elsewhere; undefined at the end of the document. */
export async function execute(stage: Stage, verbs: Verb[]): Promise<Step> {
  for (const verb of verbs) {
    // An unknown verb was warned of as 12200 when the document was read; Twilio passes over it.
    const perform = Object.hasOwn(VERBS, verb.name) ? VERBS[verb.name] : undefined;
    if (!perform) continue;
    if (stage.whisper && verb.name === "Dial") {
      logError(stage.carrier, stage.call, 13201, "Dial: cannot Dial in a document of Number", stage.url);
      continue;
    }
    const step = await perform(stage, verb);
    if (step) return step;
  }
  return undefined;
}
