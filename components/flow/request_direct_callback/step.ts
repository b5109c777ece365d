import type { DialResult, Fault, Step, StepContext, StepResult, Value } from "@/engine/contract";
import { invalidNumber, speak } from "@/engine/contract";
import type { Config } from "./definition";

const LEAST_URGENT = 10;
/** How long the contact's phone rings while the agent waits. */
const CONTACT_RING_SECONDS = 30;
/** The runtime asks the carrier after this long without a webhook; a queued call or a long talk restarts this. */
const WATCHDOG_SECONDS = 300;
/** Two half-second pauses before the extension, and at most as many keys as a carrier accepts. */
const BEFORE_EXTENSION = "ww";
const EXTENSION = /^[0-9*#w]{1,30}$/i;

/** The step's state while the callback waits. */
type Memory = { number: string; extension: string | null; room: string | null };

/**
 * The contact's phone rings only after an agent has accepted, once; then the two are joined in the agent's conference.
 */
export const step: Step<Config> = (config, input, ctx): StepResult => {
  const memory = ctx.memory as Memory;
  if (input.on === "callback_progress") {
    if (input.resume.what === "agent_left") return notReached("the agent left before the contact answered");
    return ringContact(config, { ...memory, room: input.resume.room });
  }
  if (input.on === "dial_ended") return dialEnded(input.resume.result, input.resume.error);
  if (input.on === "call_answered") return join(memory);
  if (input.on === "callback_ended") {
    const { resume } = input;
    if (resume.result === "finished") return { do: "exit", exit: resume.contact_live ? "call_finished" : "ok" };
    return resume.result === "failed" ? { do: "fail", ...resume.error } : { do: "exit", exit: "no_match" };
  }
  if (input.on === "timer") return { do: "exit", exit: "timeout" };
  return queue(config, ctx);
};

function queue(config: Config, ctx: StepContext): StepResult {
  const { number_variable, extension_variable, from, ring_group, max_wait_minutes, confirmation } = config;
  const number = number_variable ? ctx.variable(number_variable) : ctx.call.to;
  const { callee, problem } = ctx.phone(number);
  if (!callee) {
    const warnings = [invalidNumber(number_variable ?? "The contact's number", number, problem)];
    return { do: "exit", exit: "invalid_caller_id", warnings };
  }
  const own = number_variable ? callee.send_digits : ctx.call.send_digits;
  const said = confirmation ? speak(confirmation, ctx) : { verbs: [], warnings: [] };
  const priority = priorityOf(config, ctx);
  const extension = extensionOf(extension_variable ? ctx.variable(extension_variable) : null);
  const max_wait_seconds = max_wait_minutes * 60;
  const memory: Memory = { number: callee.to, extension: extension.keys ?? own ?? null, room: null };
  return {
    do: "wait",
    for: "callback",
    seconds: max_wait_seconds,
    verbs: [...said.verbs, { verb: "hang_up" }],
    effects: [
      {
        effect: "queue_callback",
        number: callee.to,
        from,
        ring_group,
        priority: priority.value,
        max_wait_seconds,
        language: ctx.language,
      },
    ],
    memory,
    warnings: [...said.warnings, ...priority.warnings, ...extension.warnings],
  };
}

function priorityOf({ priority }: Config, ctx: StepContext): { value: number; warnings: Fault[] } {
  if (typeof priority === "number") return { value: priority, warnings: [] };
  const value = Number(ctx.variable(priority.variable) ?? Number.NaN);
  if (Number.isInteger(value) && value >= 1 && value <= LEAST_URGENT) return { value, warnings: [] };
  const message = `${priority.variable} holds no priority from 1 to ${LEAST_URGENT}; the callback has ${LEAST_URGENT}.`;
  return { value: LEAST_URGENT, warnings: [{ code: "priority_ignored", message }] };
}

function extensionOf(value: Value): { keys: string | null; warnings: Fault[] } {
  const text = String(value ?? "").replace(/[\s-]/g, "");
  if (text === "") return { keys: null, warnings: [] };
  if (EXTENSION.test(text)) return { keys: `${BEFORE_EXTENSION}${text.toLowerCase()}`, warnings: [] };
  const message = "The extension is left out: it may hold up to 30 of 0–9, *, # and w (a pause).";
  return { keys: null, warnings: [{ code: "extension_ignored", message }] };
}

function ringContact({ from }: Config, memory: Memory): StepResult {
  const { number: to, extension } = memory;
  const dial = { effect: "dial", from, to, ring_seconds: CONTACT_RING_SECONDS, detect_machine: false } as const;
  const effects = [{ ...dial, ...(extension ? { send_digits: extension } : {}) }];
  return { do: "wait", for: "callback", seconds: WATCHDOG_SECONDS, effects, memory };
}

function dialEnded(result: DialResult, error: Fault | undefined): StepResult {
  if (result !== "failed") return notReached(WHY[result]);
  if (error?.code === "caller_id_rejected") return { do: "exit", exit: "invalid_outbound_caller_id" };
  return { do: "fail", code: error?.code ?? "dial_failed", message: error?.message ?? "The call could not be made." };
}

const WHY = {
  busy: "the line was busy",
  no_answer: "nobody answered",
  invalid_number: "the number cannot be reached",
} as const satisfies Record<Exclude<DialResult, "failed">, string>;

function notReached(why: string): StepResult {
  const message = `An agent accepted, but the contact was not reached: ${why}.`;
  return { do: "exit", exit: "timeout", warnings: [{ code: "contact_not_reached", message }] };
}

function join({ room, ...rest }: Memory): StepResult {
  if (room === null) return { do: "fail", code: "no_room", message: "No agent has accepted this callback." };
  const verbs = [{ verb: "conference", room } as const];
  return { do: "wait", for: "callback", seconds: WATCHDOG_SECONDS, verbs, memory: { ...rest, room } };
}
