import { isDatabaseAway } from "../database-away";
import { log } from "../log";
import { runtime } from "../main";
import type { Due } from "../ports/store";
import { attemptDue } from "../runtime/attempt-due";
import { interactionDue } from "../runtime/interaction-due";

const BATCH = 50;
/** A handler that dies leaves its subject due again after this long. */
const LEASE_SECONDS = 10;

/** Works off what is due now, a batch at a time; says how much it did. One that fails is due again, and blocks no other. */
export async function workOffDue(until: () => boolean = () => true): Promise<number> {
  const { store } = runtime();
  let done = 0;
  while (until()) {
    const due = await store.takeDue(BATCH, LEASE_SECONDS);
    await Promise.all(due.map(handle));
    done += due.length;
    if (due.length < BATCH) return done;
  }
  return done;
}

async function handle({ account, subject, id }: Due): Promise<void> {
  try {
    if (subject === "attempt") await attemptDue(runtime(), account, id);
    else await interactionDue(runtime(), account, id);
  } catch (error) {
    if (!isDatabaseAway(error)) log.error({ err: error, subject, id }, "a deadline could not be handled");
  }
}
