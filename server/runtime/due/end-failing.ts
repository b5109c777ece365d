import type { Fault } from "@/engine/contract";
import { isTerminal } from "@/engine/run/state";
import type { AccountId } from "../../ports/ids";
import type { Due } from "../../ports/store";
import { awaitsDial } from "../awaits-dial";
import { burst, type Decision } from "../burst";
import type { Runtime } from "../runtime";

/** So many failures in a row are no coincidence. */
export const MAX_TRIES = 5;

const NOT_HANDLED: Fault = {
  code: "not_handled",
  message: `What was due failed ${MAX_TRIES} times in a row. The fault is Patchcord's own; its log says more.`,
};
/** What is of no single interaction is looked at again after so long: others hang on it, and the cause may be mended meanwhile. */
const LATER_SECONDS = 900;

/**
 * Ends what a deadline or a job is about that fails however often it is tried, so that no interaction runs for ever: the
 * interaction fails and its call is hung up.
 */
export async function endFailing(runtime: Runtime, { account, subject, id }: Due): Promise<void> {
  const { store } = runtime;
  // Set before all else: should the end fail as well, it is tried again, but not every few seconds.
  await store.setDeadline(account, subject, id, LATER_SECONDS);
  if (subject === "interaction") return endInteraction(runtime, account, id);
  if (subject === "attempt") return endAttempt(runtime, account, id);
  // The step that waits for the answer has a deadline of its own.
  if (subject === "port_call") return store.endPortCall(account, id, NOT_HANDLED.code);
}

async function endInteraction(runtime: Runtime, account: AccountId, interaction: string): Promise<void> {
  await burst(runtime, account, { interaction }, "not_handled", ({ state }) =>
    isTerminal(state) ? { do: "leave" } : { do: "resume", resumes: [{ kind: "faulted", error: NOT_HANDLED }] },
  );
  await runtime.store.clearDeadline(account, "interaction", interaction);
}

async function endAttempt(runtime: Runtime, account: AccountId, id: string): Promise<void> {
  const { store } = runtime;
  const attempt = await store.attemptWithInteraction(account, id);
  if (attempt) {
    // A call that is known is ended by its attempt, which therefore stays as it is.
    const patch = { id, status: "given_up", error: NOT_HANDLED.message, ended: true } as const;
    const given = attempt.call_id === null ? { patch } : {};
    await burst(
      runtime,
      account,
      { token: attempt.token },
      `not_handled:${id}`,
      ({ state }): Decision =>
        !isTerminal(state) && awaitsDial(state, attempt)
          ? { do: "resume", resumes: [{ kind: "faulted", error: NOT_HANDLED }], ...given }
          : { do: "leave", ...given },
    );
  }
  await store.clearDeadline(account, "attempt", id);
}
