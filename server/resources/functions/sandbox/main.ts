/**
 * A process that runs functions, one after the other, each in an isolate of its own. It is started by the pool with
 * an empty environment and without rights to files or processes, and it ends with whoever started it.
 */
import { freshIsolate } from "./isolate";
import type { FromProcess, Task } from "./protocol";
import { run } from "./run";

let next = freshIsolate();

const say = (message: FromProcess) => process.send?.(message);

process.on("message", async (task: Task) => {
  const current = next;
  say({ answer: await run(task, current) });
  if (!current.isolate.isDisposed) current.isolate.dispose();
  next = freshIsolate();
});
// A function may be running on another thread, which a plain exit would wait for.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

say({ ready: true });
