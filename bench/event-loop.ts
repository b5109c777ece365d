import { createHistogram, monitorEventLoopDelay } from "node:perf_hooks";

/**
 * Loaded into a process before its program (`--import`), for the bench to ask how long its event loop stood still: by the
 * clock, and `busiest`, the most processor time it spent without looking for what had arrived. Of a machine that is busy
 * with others, only the second is the program's own doing. Milliseconds, the one between two looks included.
 */
export type EventLoopDelay = { p999: number; longest: number; busiest: number };

const ASK = "event-loop delay";
const LOOK_MS = 1;
const NANOSECONDS = 1e6;
const MICROSECONDS = 1e3;

const delay = monitorEventLoopDelay({ resolution: LOOK_MS });
delay.enable();
const busy = createHistogram();
let before = process.threadCpuUsage();
setInterval(() => {
  const { user, system } = process.threadCpuUsage(before);
  before = process.threadCpuUsage();
  busy.record(Math.max(1, Math.round(user + system)));
}, LOOK_MS).unref();

process.on("message", (message) => {
  if (message !== ASK) return;
  const read: EventLoopDelay = {
    p999: delay.percentile(99.9) / NANOSECONDS,
    longest: delay.max / NANOSECONDS,
    busiest: busy.max / MICROSECONDS,
  };
  process.send?.(read);
  delay.reset();
  busy.reset();
});
