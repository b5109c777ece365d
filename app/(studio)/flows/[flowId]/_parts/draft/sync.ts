import type { DraftStore } from "./draft-store";

const POLL_MS = 2000;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;

export type Sync = {
  stop: () => void;
  /** Talks at once, also after a refusal. */
  now: () => void;
  /** Sends everything; false if something could not be sent. */
  flush: () => Promise<boolean>;
};

/**
 * Talks to the server for a draft store, one request at a time: sends edits when they are due, asks what others did
 * while the page is in sight, and tries again with growing pauses when nobody answers.
 */
export function keepInSync(store: DraftStore): Sync {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy: Promise<boolean> | null = null;
  let stopped = false;
  let failures = 0;

  async function talk() {
    if (busy || stopped) return;
    busy = store.talk();
    const answered = await busy;
    busy = null;
    failures = answered ? 0 : failures + 1;
    plan();
  }

  function plan() {
    clearTimeout(timer);
    if (stopped || busy) return;
    const { saving } = store.view();
    if (saving.is === "refused") return;
    if (failures > 0) {
      const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
      timer = setTimeout(talk, pause * (0.75 + Math.random() / 2));
    } else if (store.waiting > 0 && saving.is !== "merge") {
      timer = setTimeout(talk, Math.max(0, store.dueAt - Date.now()));
    } else if (document.visibilityState === "visible") timer = setTimeout(talk, POLL_MS);
  }

  let waiting = store.waiting;
  function onChange() {
    const more = store.waiting !== waiting || store.dueAt > Date.now();
    waiting = store.waiting;
    if (more && failures === 0) plan();
  }

  /** Leaving a field, another tab, the network coming back: now is better than soon. */
  function now() {
    store.dueAt = 0;
    if (store.waiting > 0 || document.visibilityState === "visible") {
      clearTimeout(timer);
      void talk();
    }
  }
  const onBlur = () => {
    if (store.waiting > 0 && failures === 0) now();
  };

  const unsubscribe = store.subscribe(onChange);
  document.addEventListener("visibilitychange", now);
  document.addEventListener("focusout", onBlur);
  window.addEventListener("online", now);
  window.addEventListener("pagehide", now);
  plan();
  return {
    now,
    async flush() {
      await busy;
      while (store.waiting > 0 && store.view().saving.is !== "merge") {
        store.dueAt = 0;
        await talk();
        if (failures > 0) return false;
      }
      return store.waiting === 0;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      unsubscribe();
      document.removeEventListener("visibilitychange", now);
      document.removeEventListener("focusout", onBlur);
      window.removeEventListener("online", now);
      window.removeEventListener("pagehide", now);
    },
  };
}
