import { logError } from "../world/log-call";
import type { Verb } from "./document/parse";
import type { Execution, NextStep, VerbHandler } from "./execution/execution";
import { hangup, redirect, reject } from "./verbs/call-control";
import { dial } from "./verbs/dial";
import { gather } from "./verbs/gather";
import { pauseVerb, play, say } from "./verbs/prompts";
import { record } from "./verbs/record";
import { start, stop } from "./verbs/transcription";

const VERB_HANDLERS: Record<string, VerbHandler> = {
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
export async function execute(execution: Execution, verbs: Verb[]): Promise<NextStep> {
  for (const verb of verbs) {
    // An unknown verb was warned of as 12200 when the document was read; Twilio passes over it.
    const perform = Object.hasOwn(VERB_HANDLERS, verb.name) ? VERB_HANDLERS[verb.name] : undefined;
    if (!perform) continue;
    if (execution.whisper && verb.name === "Dial") {
      logError(execution.carrier, execution.call, 13201, "Dial: cannot Dial in a document of Number", execution.url);
      continue;
    }
    const step = await perform(execution, verb);
    if (step) return step;
  }
  return undefined;
}
