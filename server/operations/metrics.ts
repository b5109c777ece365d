import { isBearer } from "../platform/bearer";
import { env } from "../platform/env";
import { PatchcordError } from "../platform/errors";
import { metrics } from "../platform/metrics";
import { readGauges, readHealth } from "./data";

/** `GET /api/metrics`: this process's metrics in Prometheus' text format, for requests with METRICS_TOKEN. Throws `unauthorized`. */
export async function handleMetrics(request: Request): Promise<Response> {
  if (!isBearer(request.headers.get("authorization"), env().METRICS_TOKEN)) {
    throw new PatchcordError("unauthorized", "The metrics token is missing or wrong.", {
      headers: { "WWW-Authenticate": 'Bearer realm="patchcord metrics"' },
    });
  }
  // Without the database the process still reports its own metrics.
  await readHealth().then(
    ({ jobsLagSeconds }) => metrics.jobsLag.set(jobsLagSeconds),
    () => metrics.jobsLag.remove(),
  );
  const gauges = await readGauges().catch(() => null);
  for (const name of ["calls", "untold", "webhookLag"] as const)
    if (gauges) metrics[name].set(gauges[name]);
    else metrics[name].remove();
  const headers = { "Content-Type": metrics.registry.contentType, "Cache-Control": "no-store" };
  return new Response(await metrics.registry.metrics(), { headers });
}
