import type {
  Detected,
  Fault,
  Gather,
  Json,
  Listening,
  NextRound,
  ResumeBody,
  StepContext,
  StepResult,
} from "@/engine/contract";
import { beginListening, listenOn, spokenSeconds } from "@/engine/contract";
import { type Config, LONGEST_TOLD_SECONDS } from "./config";
import type { Memory } from "./memory";

/** After this long without a webhook, the runtime asks the carrier whether the call still exists. */
const WATCHDOG_SECONDS = 300;

type Input = Extract<ResumeBody, { kind: "input_received" }>;

/** The text of who and why, as long as it may be; warns where it was longer, or where nothing is left of it. */
export function toldText({ who_and_why = "" }: Config, ctx: StepContext): { text: string; warnings: Fault[] } {
  const words = ctx.render(who_and_why).split(/\s+/).filter(Boolean);
  const whole = words.join(" ");
  let text = whole;
  while (spokenSeconds(text) > LONGEST_TOLD_SECONDS) text = text.slice(0, text.lastIndexOf(" "));
  if (text === "") {
    const message = "Who and why is empty after its variables were filled in.";
    return { text, warnings: [{ code: "message_empty", message }] };
  }
  const message = `Who and why was longer than ${LONGEST_TOLD_SECONDS} seconds.`;
  return { text, warnings: text === whole ? [] : [{ code: "message_cut", message }] };
}

/** The call was answered: the first round of listening. */
export function begin(detected: Detected, ctx: StepContext): StepResult {
  return resultOf(beginListening(ctx.at, detected === "unknown" ? null : detected), ctx);
}

/** A round is over: what was heard tells who it is, or there is another one. */
export function goOn({ screening_seconds }: Config, { speech, detected, error }: Input, ctx: StepContext): StepResult {
  const { told = "", listening } = ctx.memory as Memory;
  if (error || !listening) return unheard(listening, error);
  const rules = { language: ctx.answeredIn(), wait_seconds: screening_seconds, who_and_why: told };
  return resultOf(listenOn(listening, { words: speech.trim(), detected: detected ?? null }, ctx.at, rules), ctx);
}

/** The carrier cannot listen: what it says itself of a machine is all there is. */
function unheard(listening: Listening | undefined, error: Fault | undefined): StepResult {
  const machine = listening?.detected === "machine";
  return {
    ...{ do: "exit", exit: machine ? "voicemail" : "answered", call_result: machine ? "voicemail" : "answered" },
    outputs: { who: machine ? "voicemail" : "unknown", words: "" },
    warnings: error ? [error] : [],
  };
}

const EXITS = {
  person: "answered",
  unknown: "answered",
  screened: "screened",
  voicemail: "voicemail",
  fax: "voicemail",
} as const;
/** What the call is taken for while it is still listened to, should it end meanwhile. */
const SO_FAR = { opening: "answered", told: "answered", screening: "screened", greeting: "voicemail" } as const;

function resultOf(next: NextRound, ctx: StepContext): StepResult {
  const { told = "", ...memory } = ctx.memory as Memory;
  if (next.do === "decide") {
    const { answered } = next;
    const exit = EXITS[answered.who];
    const { who, words } = answered;
    return { do: "exit", exit, call_result: exit, outputs: { who, words }, answered };
  }
  const { tells, silence, pause, longest } = next.round;
  const gather: Gather = {
    verb: "gather",
    input: "speech",
    prompt: tells && told !== "" ? [{ verb: "say", text: told, language: ctx.language }] : [],
    timeout_seconds: silence,
    pause_seconds: pause,
    max_speech_seconds: longest,
    finish_key: "",
    language: ctx.answeredIn(),
    hears: "who_answered",
  };
  return {
    ...{ do: "wait", for: "input", seconds: WATCHDOG_SECONDS, verbs: [gather] },
    memory: { ...memory, told, listening: next.listening } satisfies Memory as Json,
    call_result: SO_FAR[next.listening.phase],
  };
}
