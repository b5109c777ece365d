import { monitorEventLoopDelay } from "node:perf_hooks";

/**
 * Loaded into a process before its program (`--import`), for the bench to ask how long its event loop stood still. What is
 * read includes the millisecond between two looks.
 */
export type EventLoopDelay = { p999: number; longest: number };

const ASK = "event-loop delay";
const NANOSECONDS = 1e6;

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on("message", (message) => {
  if (message !== ASK) return;
  const read: EventLoopDelay = { p999: delay.percentile(99.9) / NANOSECONDS, longest: delay.max / NANOSECONDS };
  process.send?.(read);
  delay.reset();
});
