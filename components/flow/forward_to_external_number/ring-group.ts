import type { AudioVerb, Fault, StepContext, StepInput, StepResult, Verb } from "@/engine/contract";
import { speak, tellsPosition } from "@/engine/contract";
import type { Config, ToRingGroup } from "./config";
import { holdWords } from "./hold-words";

/** Without a key, a voicemail would take the call. */
export const GROUP_ACCEPT_KEY = "1";
/** The runtime asks the carrier after this long without a webhook; a long talk restarts this. */
const WATCHDOG_SECONDS = 300;
/** The silence after words, and after a recording, before both are heard again. */
const PAUSE_SECONDS = { words: 15, recording: 2 };
/** Whoever waits for an agent comes before those who wait to be called back. */
const PRIORITY = 1;

/**
 * The step's state while the contact waits: `until`, when it gives up (ISO 8601); `room`, where an agent waits for the contact; `over`, by
 * which way the contact goes on once fetched from the hold.
 */
type Memory = { until: string; room?: string; over?: { exit: string } | Fault };
type Wait = Extract<StepResult, { do: "wait" }>;

/**
 * Lets the contact wait while agents are rung. The first to press the key waits in a room, into which the contact is fetched. Whatever ends
 * the search fetches the contact, too, so that each document is made for a request of the contact's own call.
 */
export function forwardToGroup(config: Config, to: ToRingGroup, input: StepInput, ctx: StepContext): StepResult {
  const memory = ctx.memory as Memory | null;
  if (!memory) return search(config, to, ctx);
  if (input.on === "input_received" || input.on === "prompt_finished") {
    const digits = input.on === "input_received" ? input.resume.digits : "";
    return goOn(to, memory, digits, ctx);
  }
  if (input.on === "callback_progress") {
    if (input.resume.what === "accepted") return fetch("handover", { until: memory.until, room: input.resume.room });
    return searchAgain(memory, ctx);
  }
  if (input.on === "callback_ended") {
    const { resume } = input;
    if (resume.result === "finished") return { do: "exit", exit: resume.contact_live ? "finished" : "ok" };
    if (resume.result === "failed") return fetch("prompt", { ...memory, over: resume.error });
    if (resume.result !== "no_match") return fetch("prompt", { ...memory, over: { exit: resume.result } });
    const message = `Nobody of the ring group ${to.ring_group} can be rung.`;
    return {
      ...fetch("prompt", { ...memory, over: { exit: "invalid_number" } }),
      warnings: [{ code: "no_match", message }],
    };
  }
  return fetch("prompt", { ...memory, over: { exit: "no_answer" } });
}

function search({ whisper, accept_key = GROUP_ACCEPT_KEY }: Config, to: ToRingGroup, ctx: StepContext): StepResult {
  const { from, to: number } = ctx.call;
  if (from === null || number === null) return { do: "fail", code: "no_call", message: "There is no call to forward." };
  const { ring_group, rounds, wait_seconds } = to;
  const until = new Date(Date.parse(ctx.at) + wait_seconds * 1000).toISOString();
  const said = whisper ? speak(whisper, ctx) : { verbs: [], warnings: [] };
  // The place is known once the contact has it, which is with the next document.
  const held: ReturnType<typeof hold> = tellsPosition(to.hold)
    ? { ...keepWaiting({ until }, ctx), verbs: [{ verb: "continue" }], warnings: [] }
    : hold(to, { until }, ctx);
  // Where nobody can be rung, the contact hears that before any word of waiting.
  const verbs: Verb[] = [{ verb: "pause", seconds: 1 }, ...held.verbs];
  const offer = { accept_key, ...(said.verbs.length > 0 ? { whisper: said.verbs } : {}) };
  return {
    ...held,
    verbs,
    effects: [
      {
        effect: "queue_callback",
        ...{ number, from, ring_group, rounds, offer },
        ...{ priority: PRIORITY, max_wait_seconds: wait_seconds, language: ctx.language },
      },
    ],
    warnings: [...said.warnings, ...held.warnings],
  };
}

/** The contact's call asks for what is next: the hold has been heard to its end, a key was pressed, or it was fetched. */
function goOn(to: ToRingGroup, memory: Memory, digits: string, ctx: StepContext): StepResult {
  const { over, room } = memory;
  if (over && "exit" in over) return { do: "exit", exit: over.exit };
  if (over) return { do: "fail", ...over };
  if (room !== undefined)
    return { do: "wait", for: "callback", seconds: WATCHDOG_SECONDS, verbs: [{ verb: "conference", room }], memory };
  if (digits !== "" && digits === to.leave_key) return { do: "exit", exit: "left_queue" };
  if (secondsLeft(memory, ctx) <= 0) return { do: "exit", exit: "no_answer" };
  return { ...hold(to, memory, ctx), warnings: [] };
}

/** The agent has left before the contact was there. */
function searchAgain({ until }: Memory, ctx: StepContext): StepResult {
  const seconds = secondsLeft({ until }, ctx);
  if (seconds <= 0) return fetch("prompt", { until, over: { exit: "no_answer" } });
  return {
    ...{ do: "wait", for: "agents", seconds, memory: { until } },
    effects: [{ effect: "requeue_callback", why: "agent_left", pause_seconds: 0 }],
  };
}

function hold(to: ToRingGroup, memory: Memory, ctx: StepContext): Wait & { verbs: Verb[]; warnings: Fault[] } {
  const said = to.hold ? speak(to.hold, ctx) : { verbs: [], warnings: [] };
  const prompt: AudioVerb[] = said.verbs.length > 0 ? said.verbs : [holdWords(ctx.language)];
  const seconds = prompt.every(({ verb }) => verb === "say") ? PAUSE_SECONDS.words : PAUSE_SECONDS.recording;
  const verbs: Verb[] =
    to.leave_key === undefined
      ? [...prompt, { verb: "pause", seconds }, { verb: "continue" }]
      : [{ verb: "gather", input: "digits", prompt, timeout_seconds: seconds, max_digits: 1, finish_key: "" }];
  return { ...keepWaiting(memory, ctx), verbs, warnings: said.warnings };
}

const keepWaiting = (memory: Memory, ctx: StepContext): Wait => ({
  ...{ do: "wait", for: "agents", seconds: secondsLeft(memory, ctx), memory },
});

function fetch(waits: "handover" | "prompt", memory: Memory): Wait {
  return { do: "wait", for: waits, seconds: WATCHDOG_SECONDS, effects: [{ effect: "fetch_contact" }], memory };
}

const secondsLeft = ({ until }: Pick<Memory, "until">, ctx: StepContext): number =>
  (Date.parse(until) - Date.parse(ctx.at)) / 1000;
