import { RUN_MOST_MS, RUN_MS } from "../sandbox/limits";

const SHORTEST_WAIT_MS = 10;

/**
 * The answer, or `timeout` where the process has worked RUN_MS for it, or had RUN_MOST_MS, or the caller aborts before it
 * comes. `workedMs` says how long the process has had a processor, ever; null where the system does not tell: there the
 * time that passes counts. What is niced waits for a processor on a busy machine, which is no fault of the function.
 */
export async function withTimeLimit<T>(
  answer: Promise<T>,
  workedMs: () => number | null,
  signal: AbortSignal | undefined,
): Promise<T | { did: "timeout" }> {
  const { promise: timeout, resolve } = Promise.withResolvers<{ did: "timeout" }>();
  const end = () => resolve({ did: "timeout" });
  const began = performance.now();
  const before = workedMs();
  const passed = () => performance.now() - began;
  const worked = () => {
    const now = workedMs();
    return now === null || before === null ? passed() : now - before;
  };
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    const left = Math.min(RUN_MS - worked(), RUN_MOST_MS - passed());
    if (left <= 0) return end();
    timer = setTimeout(look, Math.max(SHORTEST_WAIT_MS, left));
  };
  if (signal?.aborted) end();
  else look();
  signal?.addEventListener("abort", end, { once: true });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}
