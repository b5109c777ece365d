import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Jobs = inferRouterOutputs<AppRouter>["admin"]["jobs"];
export type JobRow = Jobs["list"]["jobs"][number];
export type JobCounts = Jobs["list"]["counts"];
export type PortCallRow = Jobs["portCalls"]["calls"][number];

/** What a job does, by its task's name. */
const TASKS: Record<string, string> = {
  dial: "Place a call",
  update_call: "End a call",
  port_call: "Ask a service",
};
const PORTS: Record<string, string> = {
  http: "Action of a connection",
  function: "Function",
  salesforce: "Salesforce query",
  calendar: "Calendar",
};

export const taskLabel = (task: string): string => TASKS[task] ?? task;
export const portLabel = (port: string): string => PORTS[port] ?? port;
