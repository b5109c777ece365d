import type { Params } from "../../world/call";
import { triggerScript } from "../../world/call-lifecycle";
import type { Verb } from "../document/parse";
import {
  type Execution,
  goTo,
  type NextStep,
  numberAttribute,
  unlessAborted,
  type VerbHandler,
} from "../execution/execution";
import { type Input, InputCollector, type InputRules } from "../execution/input-collector";
import { playPrompts } from "./prompts";

/** What `speechTimeout="auto"` comes to: the engine stops at the first pause. */
const AUTO_SECONDS = 1;

/** Twilio listens to speech for no longer than this. */
const MAX_SPEECH_SECONDS = 60;

class BargedIn extends Error {}

export const gather: VerbHandler = async (execution, verb) => {
  const { carrier, call } = execution;
  const rules = rulesOf(verb);
  const barge = new AbortController();
  const listener = new InputCollector(call, carrier.clock, rules, () => barge.abort(new BargedIn()));
  carrier.phones.notify(call, "gather", {
    dtmf: rules.dtmf,
    speech: rules.speech,
    num_digits: Number.isFinite(rules.numDigits) ? rules.numDigits : null,
    finish_on_key: rules.finishOnKey,
  });
  try {
    listener.ignoresInput = verb.attributes.bargeIn === "false";
    await playGatherPrompts({ ...execution, signal: AbortSignal.any([execution.signal, barge.signal]) }, verb);
    listener.ignoresInput = false;
    listener.startSilence();
    if (!barge.signal.aborted) triggerGather(execution);
    const input = await unlessAborted(execution.signal, listener.input);
    return actionStep(execution, verb, rules, input);
  } finally {
    listener.stop();
  }
};

async function playGatherPrompts(execution: Execution, verb: Verb): Promise<void> {
  try {
    await playPrompts(execution, verb.children);
  } catch (error) {
    if (!(error instanceof BargedIn)) throw error;
  }
}

/** In a whisper a callee's script can tell the accept key from an ordinary menu. */
function triggerGather({ call, whisper }: Execution): void {
  if (whisper && triggerScript(call, "whisper")) return;
  triggerScript(call, "gather");
}

function rulesOf(verb: Verb): InputRules {
  const { input = "dtmf", finishOnKey = "#", speechTimeout } = verb.attributes;
  const kinds = input.split(/[\s,]+/);
  const timeout = verb.attributes.timeout === "auto" ? 5 : numberAttribute(verb, "timeout", 5);
  return {
    dtmf: kinds.includes("dtmf"),
    speech: kinds.includes("speech"),
    numDigits: numberAttribute(verb, "numDigits", Number.POSITIVE_INFINITY),
    finishOnKey,
    timeout,
    speechTimeout: speechTimeout === "auto" ? AUTO_SECONDS : numberAttribute(verb, "speechTimeout", timeout),
    maxSpeechTime: Math.min(numberAttribute(verb, "maxSpeechTime", MAX_SPEECH_SECONDS), MAX_SPEECH_SECONDS),
  };
}

/** Nothing heard: on to the next verb, unless actionOnEmptyResult asks for the action all the same. */
function actionStep(execution: Execution, verb: Verb, rules: InputRules, input: Input | undefined): NextStep {
  const { action, method, actionOnEmptyResult, language = "en-US" } = verb.attributes;
  if (!input && actionOnEmptyResult !== "true") return undefined;
  return goTo(execution, action, method, inputParams(rules, input, language));
}

function inputParams(rules: InputRules, input: Input | undefined, language: string): Params {
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
