import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/router";

export type ImportProblem = { path: string; text: string };

/** Why the server refused a document: each reason with its JSON path, if it has one. */
export function importProblems(error: unknown): ImportProblem[] {
  const fields = isTRPCClientError<AppRouter>(error) ? (error.data?.fields ?? []) : [];
  if (fields.length > 0) return fields.map(({ name, description }) => ({ path: name, text: description }));
  return [{ path: "", text: error instanceof Error ? error.message : "The flow could not be imported. Try again." }];
}
