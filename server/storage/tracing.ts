import { isTracing, traceInteraction, traceMethods } from "../platform/tracing/trace";
import type { Store } from "../ports/store";

/** What takes time of it, as traces call it. */
const SPANS = { read: "read interaction", start: "write start", commit: "write burst", claimDial: "claim dial" };

/** The store where the process traces: says which interaction is worked on, and how long its reads and writes take. */
export function tracing(store: Store): Store {
  if (!isTracing()) return store;
  const following: Store = {
    ...store,

    async read(account, by, inputKey) {
      const snapshot = await store.read(account, by, inputKey);
      if (snapshot) traceInteraction(snapshot.interaction);
      return snapshot;
    },

    async start(account, start) {
      const saved = await store.start(account, start);
      if (saved.result === "written" || saved.result === "claimed") traceInteraction(start.interaction, true);
      return saved;
    },

    async claimDial(account, attempt, leaseSeconds) {
      const claimed = await store.claimDial(account, attempt, leaseSeconds);
      if ("interaction" in claimed) traceInteraction(claimed.interaction);
      return claimed;
    },

    async claimPortCall(account, id, leaseSeconds) {
      const claimed = await store.claimPortCall(account, id, leaseSeconds);
      if ("interaction" in claimed) traceInteraction(claimed.interaction);
      return claimed;
    },

    async attemptWithInteraction(account, attempt) {
      const found = await store.attemptWithInteraction(account, attempt);
      if (found) traceInteraction(found.interaction_id);
      return found;
    },
  };
  return traceMethods(following, SPANS);
}
