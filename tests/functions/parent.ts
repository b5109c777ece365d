import { createPool } from "@/server/resources/functions/pool/pool";
import { runSource } from "@/server/resources/functions/run";

/** A process that has a pool with an idle process and one in an endless loop, and says which. */
const pool = createPool({ processes: 3, processesPerAccount: 2, waiting: 10, waitMs: 10_000, idleMs: 60_000 });
const at = new Date().toISOString();
await runSource(pool, "a", { source: "export default () => ({})", args: {}, at, seed: "" });
void runSource(pool, "a", { source: "export default () => { for (;;); }", args: {}, at, seed: "" });
process.send?.(pool.pids());
