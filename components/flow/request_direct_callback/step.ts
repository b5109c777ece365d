import type {
  CallbackMiss,
  DialResult,
  Effect,
  Fault,
  ResumeBody,
  Step,
  StepContext,
  StepResult,
  Value,
  Verb,
} from "@/engine/contract";
import { invalidNumber, speak } from "@/engine/contract";
import type { Config } from "./definition";

const LEAST_URGENT = 10;
/** The agent presses it to take the callback. */
const ACCEPT_KEY = "1";
/** How long the contact's phone rings while the agent waits. */
const CONTACT_RING_SECONDS = 30;
/** The runtime asks the carrier after this long without a webhook; a queued call or a long talk restarts this. */
const WATCHDOG_SECONDS = 300;
/** Two half-second pauses before the extension, and at most as many keys as a carrier accepts. */
const BEFORE_EXTENSION = "ww";
const EXTENSION = /^[0-9*#w]{1,30}$/i;

/** The step's state while the callback waits: `rung`, how often the contact was; `until`, when it gives up (ISO 8601). */
type Memory = { number: string; extension: string | null; room: string | null; rung?: number; until?: string };

/**
 * The contact's phone rings only after an agent has accepted; then the two are joined in the agent's conference. A contact who is not
 * reached goes back into the queue, as often as the step says.
 */
export const step: Step<Config> = (config, input, ctx): StepResult => {
  const memory = ctx.memory as Memory;
  if (input.on === "callback_progress") {
    if (input.resume.what === "agent_left") return missed(config, memory, "agent_left", ctx);
    return ringContact(config, { ...memory, room: input.resume.room });
  }
  if (input.on === "dial_ended") return dialEnded(config, memory, input.resume, ctx);
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
  const { number_variable, extension_variable, from, ring_group, max_wait_minutes, confirmation, whisper } = config;
  const number = number_variable ? ctx.variable(number_variable) : ctx.call.to;
  const { callee, problem } = ctx.phone(number);
  if (!callee) {
    const warnings = [invalidNumber(number_variable ?? "The contact's number", number, problem)];
    return { do: "exit", exit: "invalid_caller_id", warnings };
  }
  const own = number_variable ? callee.send_digits : ctx.call.send_digits;
  const said = confirmation ? speak(confirmation, ctx) : { verbs: [], warnings: [] };
  const goodbye: Verb[] = [...said.verbs, { verb: "hang_up" }];
  const told = whisper ? speak(whisper, ctx) : { verbs: [], warnings: [] };
  const priority = priorityOf(config, ctx);
  const extension = extensionOf(extension_variable ? ctx.variable(extension_variable) : null);
  const max_wait_seconds = max_wait_minutes * 60;
  const until = new Date(Date.parse(ctx.at) + max_wait_seconds * 1000).toISOString();
  const memory: Memory = { number: callee.to, extension: extension.keys ?? own ?? null, room: null, until };
  return {
    do: "wait",
    for: "callback",
    seconds: max_wait_seconds,
    ...(ctx.call.is_live ? { verbs: goodbye } : {}),
    effects: [
      {
        effect: "queue_callback",
        number: callee.to,
        from,
        ring_group,
        priority: priority.value,
        max_wait_seconds,
        language: ctx.language,
        ...(told.verbs.length > 0 ? { offer: { accept_key: ACCEPT_KEY, whisper: told.verbs } } : {}),
      },
    ],
    memory,
    warnings: [...said.warnings, ...told.warnings, ...priority.warnings, ...extension.warnings],
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
  const { number: to, extension, rung = 0 } = memory;
  const dial = { effect: "dial", from, to, ring_seconds: CONTACT_RING_SECONDS, detect_machine: false } as const;
  const again = rung > 0 ? { attempt: { number: rung + 1 } } : {};
  const effects = [{ ...dial, ...(extension ? { send_digits: extension } : {}), ...again }];
  return { do: "wait", for: "callback", seconds: WATCHDOG_SECONDS, effects, memory: { ...memory, rung: rung + 1 } };
}

function dialEnded(
  config: Config,
  memory: Memory,
  { result, error }: Extract<ResumeBody, { kind: "dial_ended" }>,
  ctx: StepContext,
): StepResult {
  if (result === "invalid_number") return notReached(WHY[result]);
  if (result !== "failed") return missed(config, memory, result, ctx);
  if (error?.code === "caller_id_rejected") return { do: "exit", exit: "invalid_outbound_caller_id" };
  return { do: "fail", code: error?.code ?? "dial_failed", message: error?.message ?? "The call could not be made." };
}

/** The contact was not joined with the agent: the callback waits for an agent again, or that was the last time. */
function missed(config: Config, memory: Memory, why: CallbackMiss, ctx: StepContext): StepResult {
  const { contact_tries, retry_minutes } = config;
  const pause_seconds = retry_minutes * 60;
  const left = memory.until === undefined ? 0 : (Date.parse(memory.until) - Date.parse(ctx.at)) / 1000;
  if ((memory.rung ?? 1) >= contact_tries || left <= pause_seconds) return notReached(WHY[why]);
  const effects: Effect[] = [{ effect: "requeue_callback", why, pause_seconds }];
  const next_at = new Date(Date.parse(ctx.at) + pause_seconds * 1000).toISOString();
  const tried = { number: memory.rung ?? 1, result: why, next_at };
  return { do: "wait", for: "callback", seconds: left, effects, memory: { ...memory, room: null }, tried };
}

const WHY = {
  busy: "the line was busy",
  no_answer: "nobody answered",
  invalid_number: "the number cannot be reached",
  agent_left: "the agent left before the contact answered",
} as const satisfies Record<Exclude<DialResult, "failed"> | CallbackMiss, string>;

function notReached(why: string): StepResult {
  const message = `An agent accepted, but the contact was not reached: ${why}.`;
  return { do: "exit", exit: "timeout", warnings: [{ code: "contact_not_reached", message }] };
}

function join({ room, ...rest }: Memory): StepResult {
  if (room === null) return { do: "fail", code: "no_room", message: "No agent has accepted this callback." };
  const verbs = [{ verb: "conference", room } as const];
  return { do: "wait", for: "callback", seconds: WATCHDOG_SECONDS, verbs, memory: { ...rest, room } };
}
