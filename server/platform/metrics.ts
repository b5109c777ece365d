import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { processSingleton } from "./process-singleton";

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    httpDuration: new Histogram({
      name: "patchcord_http_request_duration_seconds",
      help: "Time until the answer was ready, by route template.",
      labelNames: ["method", "route", "status"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    webhookRejected: new Counter({
      name: "patchcord_webhook_rejected_total",
      help: "Carrier requests that were not proved to be the carrier's.",
      labelNames: ["reason"],
      registers,
    }),
    documentsLost: new Counter({
      name: "patchcord_carrier_documents_lost_total",
      help: "Calls that broke off since their carrier could not fetch or use a document of ours, by the carrier's error code.",
      labelNames: ["code"],
      registers,
    }),
    jobsLag: new Gauge({
      name: "patchcord_jobs_lag_seconds",
      help: "How long the oldest due job has waited for a worker.",
      registers,
    }),
  };
}

/** One registry a process, although Next bundles several copies of this module. */
export const metrics = processSingleton("metrics", createMetrics);
