import type { Present } from "./people";

/** Tells the server where the user is (undefined: in another window, if anywhere), and answers who has the draft open. */
export type TellPresence = (step: string | null | undefined) => Promise<Present[]>;

/** How often somebody asks who is alone at the draft, and who is not. */
const ALONE_MS = 5000;
const TOGETHER_MS = 2000;
/** A selection is told once it has lasted this long. */
const SETTLED_MS = 200;
/** After so many failures in a row nobody is known to be there. */
const MAX_FAILURES = 2;

export type KeptPresence = {
  /** The user has selected a step, or none. */
  move: (step: string | null) => void;
  stop: () => void;
};

/**
 * Keeps the user present at a draft for as long as the page is visible, and calls `onPeople` with everybody who is there whenever
 * the server has answered.
 */
export function keepPresent(tell: TellPresence, onPeople: (present: readonly Present[]) => void): KeptPresence {
  let step: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let movedMeanwhile = false;
  let stopped = false;
  let failures = 0;
  let company = false;

  async function ask() {
    if (asking || stopped) return;
    asking = true;
    movedMeanwhile = false;
    try {
      const present = await tell(document.hasFocus() ? step : undefined);
      failures = 0;
      company = present.length > 1;
      if (!stopped) onPeople(present);
    } catch {
      failures += 1;
      if (failures === MAX_FAILURES && !stopped) onPeople([]);
    }
    asking = false;
    schedule(movedMeanwhile ? SETTLED_MS : company && failures === 0 ? TOGETHER_MS : ALONE_MS);
  }

  function schedule(ms: number) {
    clearTimeout(timer);
    if (!stopped && document.visibilityState === "visible") timer = setTimeout(ask, ms);
  }

  const atOnce = () => schedule(0);
  document.addEventListener("visibilitychange", atOnce);
  window.addEventListener("focus", atOnce);
  window.addEventListener("online", atOnce);
  schedule(0);
  return {
    move(selected) {
      if (selected === step) return;
      step = selected;
      movedMeanwhile = true;
      if (!asking) schedule(SETTLED_MS);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", atOnce);
      window.removeEventListener("focus", atOnce);
      window.removeEventListener("online", atOnce);
    },
  };
}
