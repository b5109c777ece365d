import { env } from "../../platform/env";
import { processSingleton } from "../../platform/process-singleton";
import { functionPool, type Pool } from "./pool/pool";

/** This process's own pool; its processes are started with the first call, so that a host without functions has none. */
export function thePool(): Pool {
  return processSingleton("function-pool", () => {
    const processes = env().FUNCTION_PROCESSES;
    return functionPool({
      processes,
      processesPerAccount: Math.max(1, Math.floor(processes / 2)),
      waiting: 1000,
      waitMs: 10_000,
      idleMs: 60_000,
    });
  });
}
