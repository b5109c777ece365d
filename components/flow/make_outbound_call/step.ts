import type {
  Effect,
  Fault,
  Json,
  ResumeBody,
  Step,
  StepContext,
  StepResult,
  TryResult,
  Verb,
} from "@/engine/contract";
import { invalidNumber } from "@/engine/contract";
import type { Config } from "./config";
import { begin, goOn, toldText } from "./hear-who-answers";
import type { Memory } from "./memory";
import { beginTries, nextTry, type Tries } from "./try-again";

/**
 * The longest that a dial can take before the runtime asks the carrier about it: the longest queue (an hour), ringing, machine
 * detection and the carrier's delays. The runtime's own deadlines for the attempt are much shorter.
 */
const BACKSTOP_SECONDS = 2 * 3600;
const HANG_UP: Verb = { verb: "hang_up" };

export const step: Step<Config> = (config, input, ctx): StepResult => {
  if (input.on === "call_answered") {
    const { answered_by, detected } = input.resume;
    if (config.answering === "person") return unlessAgain(config, begin(detected ?? answered_by, ctx), ctx);
    const machine = answered_by === "machine" && config.answering_machine === "detect";
    return { do: "exit", exit: machine ? "machine" : "answered" };
  }
  if (input.on === "input_received") return unlessAgain(config, goOn(config, input.resume, ctx), ctx);
  if (input.on === "dial_ended") return dialEnded(config, input.resume, ctx);
  return firstDial(config, ctx);
};

function firstDial(config: Config, ctx: StepContext): StepResult {
  const number = ctx.variable(config.to_variable);
  const { callee, problem } = ctx.phone(number);
  if (!callee) {
    const warnings = [invalidNumber(config.to_variable, number, problem)];
    return { do: "exit", exit: "invalid_number", call_result: "invalid_number", warnings };
  }
  // A text that cannot be made is known before anybody is rung.
  const told = config.answering === "person" ? toldText(config, ctx) : null;
  const begun = beginTries(config, callee.to, zoneOf(config, ctx) || null, ctx);
  const warnings = [...(told?.warnings ?? []), ...(begun?.warnings ?? [])];
  const memory: Memory = { ...(told ? { told: told.text } : {}), ...(begun ? { tries: begun.tries } : {}) };
  return {
    ...{ do: "wait", for: "call", seconds: BACKSTOP_SECONDS },
    effects: [dialOf(config, callee, begun?.tries ?? null, null, ctx)],
    ...(told || begun ? { memory: memory as Json, warnings } : {}),
  };
}

/** The contact was not reached: there is a next try, or that was the last one. */
function dialEnded(config: Config, resume: Extract<ResumeBody, { kind: "dial_ended" }>, ctx: StepContext): StepResult {
  const { result, declined, final, error } = resume;
  const last = (ctx.memory as Memory | null)?.tries?.last ?? null;
  if (final === "forbidden" && last && error) return notTriedAgain(last, error);
  const again = final || result === "invalid_number" ? null : tryAgain(config, declined ? "declined" : result, ctx);
  if (again) return again;
  if (result !== "failed") return { do: "exit", exit: result };
  return { do: "fail", code: error?.code ?? "dial_failed", message: error?.message ?? "The call could not be made." };
}

/** A further try that may not be made any more: the exit is that of the try before it. */
function notTriedAgain(last: TryResult, { code, message }: Fault): StepResult {
  if (last === "failed") return { do: "fail", code, message };
  const warnings = [{ code, message: `The contact was not rung again. ${message}` }];
  if (last === "busy" || last === "declined") return { do: "exit", exit: "busy", call_result: "busy", warnings };
  // Nobody is on the line, as the exits of a machine say there is.
  return { do: "exit", exit: "no_answer", call_result: last, warnings };
}

/** Who answered was no person: the call is ended where there is a next try. */
function unlessAgain(config: Config, heard: StepResult, ctx: StepContext): StepResult {
  if (heard.do !== "exit" || (heard.exit !== "screened" && heard.exit !== "voicemail")) return heard;
  const again = tryAgain(config, heard.exit, ctx);
  if (!again) return heard;
  return { ...again, verbs: [HANG_UP], effects: [{ effect: "hang_up" }, ...again.effects], call_result: heard.exit };
}

type Waiting = Extract<StepResult, { do: "wait" }> & { effects: Effect[] };

function tryAgain(config: Config, result: TryResult, ctx: StepContext): Waiting | null {
  const { tries, ...memory } = (ctx.memory ?? {}) as Memory;
  const next = tries && nextTry(config, tries, result, ctx.at);
  const { callee } = ctx.phone(ctx.variable(config.to_variable));
  if (!next || !callee) return null;
  const { listening: _, ...kept } = memory;
  return {
    ...{ do: "wait", for: "call", seconds: BACKSTOP_SECONDS + secondsBetween(ctx.at, next.at) },
    effects: [dialOf(config, callee, next.tries, next.at, ctx)],
    memory: { ...kept, tries: next.tries } satisfies Memory as Json,
    tried: { number: next.tries.made - 1, result, next_at: next.at },
  };
}

function dialOf(
  config: Config,
  callee: { to: string; send_digits?: string },
  tries: Tries | null,
  notBefore: string | null,
  ctx: StepContext,
): Effect {
  const { from, ring_seconds, answering, answering_machine, if_not_now, while_waiting } = config;
  const zone = zoneOf(config, ctx);
  const detect_machine = answering !== "person" && answering_machine === "detect";
  const newest = while_waiting === "newest" ? { newest: true as const } : {};
  const waits = if_not_now === "wait" ? while_waiting : null;
  return {
    ...{ effect: "dial", from, ...callee, ring_seconds, detect_machine },
    ...(zone ? { zone } : {}),
    // A further try waits for its window, whatever the first one did.
    ...(waits || notBefore ? { waits: waits ?? "each" } : {}),
    ...(tries
      ? {
          attempt: {
            number: tries.made,
            ...(notBefore ? { not_before: notBefore } : {}),
            not_after: tries.until,
            ...newest,
          },
        }
      : {}),
  };
}

const zoneOf = ({ time_zone_variable }: Config, ctx: StepContext): string =>
  time_zone_variable ? String(ctx.variable(time_zone_variable) ?? "").trim() : "";

const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;
