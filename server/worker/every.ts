import { log } from "../platform/log";

/** Does `work` again and again, `ms` after the last time has ended; a failure is logged and tried again. */
export function every(ms: number, work: () => Promise<unknown>): { stop: () => Promise<void> } {
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
