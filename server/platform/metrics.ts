import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { processSingleton } from "./process-singleton";

/** What a pool of connections says of itself. */
type PoolCounts = { totalCount: number; idleCount: number; waitingCount: number };

/** Kinds of work that a process begins by itself, apart from jobs, which the queue counts. */
type Work = "dial" | "port_call" | "deadlines";

function createMetrics() {
  let watched: PoolCounts | null = null;
  const work = new Map<Work, () => number>();
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    /** Counts the connections of this pool from now on. */
    watchPool: (pool: PoolCounts) => {
      watched = pool;
    },
    /** Counts the work of this kind from now on. */
    watchWork: (kind: Work, underWay: () => number) => {
      work.set(kind, underWay);
    },
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
    burstDuration: new Histogram({
      name: "patchcord_burst_duration_seconds",
      help: "From the read of an interaction to the commit of what the engine made of it, lost races not counted.",
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    dialWait: new Histogram({
      name: "patchcord_dial_wait_seconds",
      help: "From when a dial is asked for to its claim: its wait for a call slot, a worker, the carrier or the account's window.",
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 43_200],
      registers,
    }),
    interactionsEnded: new Counter({
      name: "patchcord_interactions_ended_total",
      help: "Interactions that are over, by what came of them and of their call.",
      labelNames: ["status", "outcome", "call_result"],
      registers,
    }),
    callsAnswered: new Counter({
      name: "patchcord_calls_answered_total",
      help: "Calls that were answered, by who answered where the flow asks for that.",
      labelNames: ["answered_by"],
      registers,
    }),
    ringsRefused: new Counter({
      name: "patchcord_rings_refused_total",
      help: "Rings that an account's rules or limits refused, by the code of why.",
      labelNames: ["code"],
      registers,
    }),
    dialsInDoubt: new Counter({
      name: "patchcord_dials_in_doubt_total",
      help: "Dials of which it was not known whether the carrier had placed them.",
      registers,
    }),
    webhookDeliveries: new Counter({
      name: "patchcord_webhook_deliveries_total",
      help: "Requests to webhook endpoints: delivered, failed (tried again) and dead (given up).",
      labelNames: ["result"],
      registers,
    }),
    webhookDuration: new Histogram({
      name: "patchcord_webhook_request_duration_seconds",
      help: "How long a webhook endpoint took to answer, or not to.",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    alertNotices: new Counter({
      name: "patchcord_alert_notices_total",
      help: "Messages to the destinations of alerts: sent, and failed.",
      labelNames: ["result"],
      registers,
    }),
    calls: new Gauge({
      name: "patchcord_calls_under_way",
      help: "Dials that were asked for and are not over, of the installation.",
      registers,
    }),
    untold: new Gauge({
      name: "patchcord_webhook_outbox_notes",
      help: "What has happened and no worker has made an event of, of the installation.",
      registers,
    }),
    webhookLag: new Gauge({
      name: "patchcord_webhook_lag_seconds",
      help: "For how long the most overdue webhook delivery has been due, of the installation.",
      registers,
    }),
    poolConnections: new Gauge({
      name: "patchcord_database_connections",
      help: "Connections of this process's pool for calls.",
      labelNames: ["state"],
      registers,
      collect() {
        if (!watched) return;
        this.set({ state: "idle" }, watched.idleCount);
        this.set({ state: "busy" }, watched.totalCount - watched.idleCount);
      },
    }),
    poolWaiting: new Gauge({
      name: "patchcord_database_waiting",
      help: "Statements of this process that wait for a connection of the pool for calls.",
      registers,
      collect() {
        if (watched) this.set(watched.waitingCount);
      },
    }),
    workUnderWay: new Gauge({
      name: "patchcord_work_under_way",
      help: "What this process is about beside its jobs: dials, port calls, and rounds that look for deadlines and handle them.",
      labelNames: ["kind"],
      registers,
      collect() {
        for (const [kind, underWay] of work) this.set({ kind }, underWay());
      },
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
