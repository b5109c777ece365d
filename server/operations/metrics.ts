import { env } from "../platform/env";
import { PatchcordError } from "../platform/errors";
import { metrics } from "../platform/metrics";
import { isBearer } from "./background";
import { readHealth } from "./data";

/** `GET /api/metrics`: this process's metrics in Prometheus' text format, for requests with METRICS_TOKEN. Throws `unauthorized`. */
export async function handleMetrics(request: Request): Promise<Response> {
  if (!isBearer(request, env().METRICS_TOKEN)) {
    throw new PatchcordError("unauthorized", "The metrics token is missing or wrong.", {
      headers: { "WWW-Authenticate": 'Bearer realm="patchcord metrics"' },
    });
  }
  // Without the database the process still reports its own metrics.
  await readHealth().then(
    ({ jobsLagSeconds }) => metrics.jobsLag.set(jobsLagSeconds),
    () => metrics.jobsLag.remove(),
  );
  const headers = { "Content-Type": metrics.registry.contentType, "Cache-Control": "no-store" };
  return new Response(await metrics.registry.metrics(), { headers });
}
