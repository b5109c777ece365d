import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/router";

/** What a refused change said about its fields, by name; `""` is about all of it. */
export function fieldErrors(error: unknown): Map<string, string> {
  if (!error) return new Map();
  const data = isTRPCClientError<AppRouter>(error) ? error.data : null;
  const fields = new Map((data?.fields ?? []).map(({ name, description }) => [name, description]));
  if (fields.size > 0) return fields;
  const message = error instanceof Error ? error.message : "Something went wrong. Try again.";
  // A name is the only thing of a flow that another can have already.
  return new Map([[data?.reason === "conflict" ? "name" : "", message]]);
}
