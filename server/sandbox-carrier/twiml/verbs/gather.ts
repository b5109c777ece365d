import type { Params } from "../../world/call";
import { notice } from "../../world/life";
import type { Verb } from "../document/parse";
import { type Input, type InputRules, Listener } from "../stage/input";
import { follow, number, type Perform, type Stage, type Step, unlessAborted } from "../stage/stage";
import { playPrompts } from "./prompts";

/** What `speechTimeout="auto"` comes to: the engine stops at the first pause. */
const AUTO_SECONDS = 1;

/** Twilio listens to speech for no longer than this. */
const MOST_SPEECH_SECONDS = 60;

class BargedIn extends Error {}

export const gather: Perform = async (stage, verb) => {
  const { carrier, call } = stage;
  const rules = rulesOf(verb);
  const barge = new AbortController();
  const listener = new Listener(call, carrier.clock, rules, () => barge.abort(new BargedIn()));
  carrier.phones.tell(call, "gather", {
    dtmf: rules.dtmf,
    speech: rules.speech,
    num_digits: Number.isFinite(rules.numDigits) ? rules.numDigits : null,
    finish_on_key: rules.finishOnKey,
  });
  try {
    listener.deaf = verb.attributes.bargeIn === "false";
    await prompt({ ...stage, signal: AbortSignal.any([stage.signal, barge.signal]) }, verb);
    listener.deaf = false;
    listener.startSilence();
    if (!barge.signal.aborted) listening(stage);
    const input = await unlessAborted(stage.signal, listener.heard);
    return proceed(stage, verb, rules, input);
  } finally {
    listener.stop();
  }
};

async function prompt(stage: Stage, verb: Verb): Promise<void> {
  try {
    await playPrompts(stage, verb.children);
  } catch (error) {
    if (!(error instanceof BargedIn)) throw error;
  }
}

/** In a whisper a callee's script can tell the accept key from an ordinary menu. */
function listening({ call, whisper }: Stage): void {
  if (whisper && notice(call, "whisper")) return;
  notice(call, "gather");
}

function rulesOf(verb: Verb): InputRules {
  const { input = "dtmf", finishOnKey = "#", speechTimeout } = verb.attributes;
  const kinds = input.split(/[\s,]+/);
  const timeout = verb.attributes.timeout === "auto" ? 5 : number(verb, "timeout", 5);
  return {
    dtmf: kinds.includes("dtmf"),
    speech: kinds.includes("speech"),
    numDigits: number(verb, "numDigits", Number.POSITIVE_INFINITY),
    finishOnKey,
    timeout,
    speechTimeout: speechTimeout === "auto" ? AUTO_SECONDS : number(verb, "speechTimeout", timeout),
    maxSpeechTime: Math.min(number(verb, "maxSpeechTime", MOST_SPEECH_SECONDS), MOST_SPEECH_SECONDS),
  };
}

/** Nothing heard: on to the next verb, unless actionOnEmptyResult asks for the action all the same. */
function proceed(stage: Stage, verb: Verb, rules: InputRules, input: Input | undefined): Step {
  const { action, method, actionOnEmptyResult, language = "en-US" } = verb.attributes;
  if (!input && actionOnEmptyResult !== "true") return undefined;
  return follow(stage, action, method, params(rules, input, language));
}

function params(rules: InputRules, input: Input | undefined, language: string): Params {
  if (input?.speech) {
    const { text, confidence } = input.speech;
    return { SpeechResult: text, Confidence: String(confidence), Language: language };
  }
  return {
    ...(rules.speech && !rules.dtmf
      ? { SpeechResult: "" }
      : { Digits: input?.digits ?? "", FinishedOnKey: input?.finishedOnKey ?? "" }),
    msg: "Gather End",
  };
}
