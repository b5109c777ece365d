/**
 * The process that runs functions, one after the other, each in an isolate of its own. The pool starts it with a bare environment and
 * without rights to files or processes, and it ends with the process that started it.
 */
import { createIsolate } from "./isolate";
import type { FromProcess, Task } from "./protocol";
import { runTask } from "./run-task";

let next = createIsolate();

const send = (message: FromProcess) => process.send?.(message);

process.on("message", async (task: Task) => {
  const current = next;
  send({ answer: await runTask(task, current) });
  if (!current.isolate.isDisposed) current.isolate.dispose();
  next = createIsolate();
});
// A plain exit would wait for a function that runs on another thread.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

send({ ready: true });
