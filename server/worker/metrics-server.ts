import http from "node:http";
import { isBearer } from "../platform/bearer";
import { env } from "../platform/env";
import { metrics } from "../platform/metrics";

/** `GET /api/metrics` of a process that is only a worker, at METRICS_PORT; null where none is set. */
export function startMetricsServer(): http.Server | null {
  const { METRICS_PORT, METRICS_TOKEN, HOST } = env();
  if (METRICS_PORT === undefined) return null;
  const server = http.createServer(async (request, response) => {
    if (request.url !== "/api/metrics") return void response.writeHead(404).end();
    if (!isBearer(request.headers.authorization, METRICS_TOKEN)) return void response.writeHead(401).end();
    response.writeHead(200, { "Content-Type": metrics.registry.contentType, "Cache-Control": "no-store" });
    response.end(await metrics.registry.metrics());
  });
  return server.listen(METRICS_PORT, HOST);
}
