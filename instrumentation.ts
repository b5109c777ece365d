/** Next's own hook, once a server process: traces where they are wanted, and the worker in process, unless it runs elsewhere. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if (process.env.NEXT_PHASE === "phase-production-build") return;
  const { startTracing } = await import("./server/platform/tracing/otlp");
  await startTracing("pages");
  const { startWorkerInProcess } = await import("./server/worker/in-process");
  await startWorkerInProcess();
}
