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

/** Why a port call failed, by its code; the whole sentence is with the interaction. */
const FAULTS: Record<string, string> = {
  timeout: "No answer in time",
  unreachable: "The service could not be reached",
  address_refused: "The address may not be reached from here",
  answer_lost: "The connection broke off before the whole answer came",
  answer_too_large: "The answer was too large",
  answer_charset: "The answer was in no readable encoding",
  http_status: "The service answered with an error",
  invalid_json: "The answer was no JSON",
  invalid_input: "An input did not fit",
  auth_failed: "Signing in to the service failed",
  action_missing: "The action is gone",
  function_missing: "The function is gone or not published",
  function_input_invalid: "An input of the function did not fit",
  function_output_invalid: "An output of the function did not fit",
  function_failed: "The function failed",
  calendar_missing: "The calendar is gone",
  salesforce_not_connected: "Salesforce is not connected",
  port_failed: "A fault of Patchcord's own",
};

/** A code that is not among them, such as one of Salesforce's own, in its own words: "Salesforce malformed query". */
export function faultLabel(code: string): string {
  const words = code.replaceAll("_", " ");
  return FAULTS[code] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
