import { isDatabaseUnavailable } from "../platform/database-unavailable";
import { log } from "../platform/log";
import type { DeadlineSubject, Due } from "../ports/store";
import { callbackDue } from "../runtime/callback/callback-due";
import { ringGroupDue } from "../runtime/callback/ring-group-due";
import { attemptDue } from "../runtime/due/attempt";
import { interactionDue } from "../runtime/due/interaction";
import { portCallDue } from "../runtime/due/port-call";
import { runtime } from "../wiring";

const BATCH = 50;
/** Where the process dies in a handler, the subject is due again after this long. */
const LEASE_SECONDS = 10;

/** Handles all deadlines that are due, a batch at a time, while `hasTime`; returns how many. One that fails is due again and delays no other. */
export async function handleDue(hasTime: () => boolean = () => true): Promise<number> {
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
} satisfies Record<DeadlineSubject, (due: Due) => Promise<void>>;

async function handle(due: Due): Promise<void> {
  try {
    await HANDLERS[due.subject](due);
  } catch (error) {
    const { subject, id } = due;
    if (!isDatabaseUnavailable(error)) log.error({ err: error, subject, id }, "a deadline could not be handled");
  }
}
