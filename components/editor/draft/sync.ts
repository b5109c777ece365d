import type { DraftStore } from "./draft-store";

const POLL_MS = 2000;
const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 15_000;

export type Sync = {
  stop: () => void;
  /** Syncs at once, also after a refusal. */
  now: () => void;
  /** Sends all pending edits. False if some could not be sent. */
  flush: () => Promise<boolean>;
};

/**
 * Syncs a draft store with the server, one request at a time: sends edits when they are due, asks for edits of others while
 * the page is visible, and retries with growing pauses when a request fails.
 */
export function keepInSync(store: DraftStore): Sync {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let request: Promise<boolean> | null = null;
  let stopped = false;
  let failures = 0;

  async function run() {
    if (request || stopped) return;
    request = store.sync();
    const succeeded = await request;
    request = null;
    failures = succeeded ? 0 : failures + 1;
    schedule();
  }

  function schedule() {
    clearTimeout(timer);
    if (stopped || request) return;
    const { saving } = store.view();
    if (saving.is === "refused") return;
    if (failures > 0) {
      const pause = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
      timer = setTimeout(run, pause * (0.75 + Math.random() / 2));
    } else if (store.pendingCount > 0 && saving.is !== "merge") {
      timer = setTimeout(run, Math.max(0, store.dueAt - Date.now()));
    } else if (document.visibilityState === "visible") timer = setTimeout(run, POLL_MS);
  }

  let countBefore = store.pendingCount;
  function onChange() {
    const hasNewEdits = store.pendingCount !== countBefore || store.dueAt > Date.now();
    countBefore = store.pendingCount;
    if (hasNewEdits && failures === 0) schedule();
  }

  /** Also called when the page is shown, hidden or online again. */
  function now() {
    store.dueAt = 0;
    if (store.pendingCount > 0 || document.visibilityState === "visible") {
      clearTimeout(timer);
      void run();
    }
  }
  const onFocusOut = () => {
    if (store.pendingCount > 0 && failures === 0) now();
  };

  const unsubscribe = store.subscribe(onChange);
  document.addEventListener("visibilitychange", now);
  document.addEventListener("focusout", onFocusOut);
  window.addEventListener("online", now);
  window.addEventListener("pagehide", now);
  schedule();
  return {
    now,
    async flush() {
      await request;
      while (store.pendingCount > 0 && store.view().saving.is !== "merge") {
        store.dueAt = 0;
        await run();
        if (failures > 0) return false;
      }
      return store.pendingCount === 0;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      unsubscribe();
      document.removeEventListener("visibilitychange", now);
      document.removeEventListener("focusout", onFocusOut);
      window.removeEventListener("online", now);
      window.removeEventListener("pagehide", now);
    },
  };
}
