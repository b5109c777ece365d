import { env } from "../../platform/env";
import { processSingleton } from "../../platform/process-singleton";
import { createPool, type Pool } from "./pool/pool";

/** The one pool of this process. It starts its processes at the first call, so that a host that runs no functions has none. */
export function processPool(): Pool {
  return processSingleton("function-pool", () => {
    const processes = env().FUNCTION_PROCESSES;
    return createPool({
      processes,
      processesPerAccount: Math.max(1, Math.floor(processes / 2)),
      waiting: 1000,
      waitMs: 10_000,
      idleMs: 60_000,
    });
  });
}
