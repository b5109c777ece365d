import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/router";

/** Why the server refused a form of the flow list, by field. The key "" is an error of the whole form. */
export function fieldErrors(error: unknown): Map<string, string> {
  if (!error) return new Map();
  const data = isTRPCClientError<AppRouter>(error) ? error.data : null;
  const fields = new Map((data?.fields ?? []).map(({ name, description }) => [name, description]));
  if (fields.size > 0) return fields;
  const message = error instanceof Error ? error.message : "Something went wrong. Try again.";
  // A conflict is always about the name: it is all that must be unique about a flow.
  return new Map([[data?.reason === "conflict" ? "name" : "", message]]);
}
