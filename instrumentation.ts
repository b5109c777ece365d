/** Next's own hook, once a server process: the worker in process, unless it runs elsewhere. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if (process.env.NEXT_PHASE === "phase-production-build") return;
  const { startWorkerInProcess } = await import("./server/worker/in-process");
  await startWorkerInProcess();
}
