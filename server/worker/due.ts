import { log } from "../platform/log";
import { metrics } from "../platform/metrics";
import { traced } from "../platform/tracing/trace";
import type { DeadlineSubject, Due } from "../ports/store";
import { scheduleDue } from "../reports/schedules/mutations";
import { callbackDue } from "../runtime/callback/callback-due";
import { ringGroupDue } from "../runtime/callback/ring-group-due";
import { attemptDue } from "../runtime/due/attempt";
import { endFailing, MAX_TRIES } from "../runtime/due/end-failing";
import { interactionDue } from "../runtime/due/interaction";
import { portCallDue } from "../runtime/due/port-call";
import { runtime } from "../wiring";
import { mayPass } from "./may-pass";

const BATCH = 50;
/** Where the process dies in a handler, the subject is due again after this long. */
const LEASE_SECONDS = 10;

let rounds = 0;
metrics.watchWork("deadlines", () => rounds);

/** Handles all deadlines that are due, a batch at a time, while `hasTime`; returns how many. One that fails is due again and delays no other. */
export async function handleDue(hasTime: () => boolean = () => true): Promise<number> {
  rounds += 1;
  try {
    return await handleBatches(hasTime);
  } finally {
    rounds -= 1;
  }
}

async function handleBatches(hasTime: () => boolean): Promise<number> {
  const { store } = runtime();
  let done = 0;
  while (hasTime()) {
    const due = await store.takeDue(BATCH, LEASE_SECONDS);
    await Promise.all(due.map(handle));
    done += due.length;
    if (due.length < BATCH) return done;
  }
  return done;
}

const HANDLERS = {
  attempt: (due) => attemptDue(runtime(), due.account, due.id),
  interaction: (due) => interactionDue(runtime(), due.account, due.id),
  port_call: (due) => portCallDue(runtime(), due.account, due.id),
  ring_group: (due) => ringGroupDue(runtime(), due.account, due.id),
  callback: (due) => callbackDue(runtime(), due.account, due.id),
  account: async (due) => {
    await runtime().store.sweep(due.account);
  },
  report_schedule: (due) => scheduleDue(due.account, due.id),
} satisfies Record<DeadlineSubject, (due: Due) => Promise<void>>;

async function handle(due: Due): Promise<void> {
  try {
    await traced({ kind: "consumer", name: `due: ${due.subject}` }, () => HANDLERS[due.subject](due));
  } catch (error) {
    await failed(due, error).catch((fault: unknown) => logFailure(due, fault, "what fails could not be ended"));
  }
}

/** The lease brings it back, until it has failed too often: then what it is about is ended, and that is logged once. */
async function failed(due: Due, error: unknown): Promise<void> {
  if (mayPass(error) || (await runtime().store.deadlineFailed(due)) < MAX_TRIES) return;
  logFailure(due, error, `a deadline failed ${MAX_TRIES} times; what it is about is ended`);
  await endFailing(runtime(), due);
}

function logFailure({ subject, id }: Due, error: unknown, message: string): void {
  if (!mayPass(error)) log.error({ err: error, subject, id }, message);
}
