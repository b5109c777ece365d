import { log } from "../platform/log";

/** Runs `work` at once and then again `ms` after each run has ended. Logs a failed run and goes on. */
export function repeat(ms: number, work: () => Promise<unknown>): { stop: () => Promise<void> } {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const tick = () => {
    running = work()
      .catch((error: unknown) => log.warn({ err: error }, "background work failed; it is tried again"))
      .then(() => {
        if (!stopped) timer = setTimeout(tick, ms);
      });
  };
  tick();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
