import { metrics } from "../platform/metrics";
import type { BurstWrite, Snapshot } from "../ports/interaction";
import type { Store } from "../ports/store";

/** The store, counting for metrics what is written through it. It asks and changes nothing: no label names an account or a number. */
export function counting(store: Store): Store {
  /** When the burst began that is made from a snapshot. */
  const begun = new WeakMap<Snapshot, number>();
  return {
    ...store,

    async read(account, by, inputKey) {
      const at = performance.now();
      const snapshot = await store.read(account, by, inputKey);
      if (snapshot) begun.set(snapshot, at);
      return snapshot;
    },

    async start(account, start) {
      const saved = await store.start(account, start);
      if (saved.result === "written" || saved.result === "claimed") countWritten(start.burst, saved.result);
      return saved;
    },

    async commit(account, from, burst) {
      const saved = await store.commit(account, from, burst);
      if (saved.result !== "written" && saved.result !== "claimed") return saved;
      const at = begun.get(from);
      if (at !== undefined) metrics.burstDuration.observe((performance.now() - at) / 1000);
      countWritten(burst, saved.result);
      return saved;
    },

    async refuseStart(account, ring) {
      await store.refuseStart(account, ring);
      metrics.ringsRefused.inc({ code: ring.code });
    },

    async claimDial(account, attempt, leaseSeconds) {
      const claimed = await store.claimDial(account, attempt, leaseSeconds);
      if (claimed.result === "claimed") metrics.dialWait.observe(Math.max(0, Date.now() - madeAt(attempt)) / 1000);
      return claimed;
    },

    async dialUnknown(account, attempt, error, lookInSeconds) {
      const changed = await store.dialUnknown(account, attempt, error, lookInSeconds);
      if (changed) metrics.dialsInDoubt.inc();
      return changed;
    },
  };
}

function countWritten(
  { status, outcome, call_result, rows, refused }: BurstWrite,
  result: "written" | "claimed",
): void {
  // A dial that the write itself claims has not waited.
  if (result === "claimed") metrics.dialWait.observe(0);
  for (const { resume } of rows)
    if (resume.kind === "call_answered") metrics.callsAnswered.inc({ answered_by: resume.answered_by });
  for (const { code } of refused ?? []) metrics.ringsRefused.inc({ code });
  if (status !== "running")
    metrics.interactionsEnded.inc({ status, outcome: outcome ?? "none", call_result: call_result ?? "none" });
}

/** When an id was made (UUIDv7: its first 48 bits), in milliseconds. */
const madeAt = (id: string) => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
