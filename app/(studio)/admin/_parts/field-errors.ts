import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/router";

/** What a refused change said about its fields, by name; `""` is about all of it. */
export function fieldErrors(error: unknown): ReadonlyMap<string, string> {
  if (!error) return new Map();
  const data = isTRPCClientError<AppRouter>(error) ? error.data : null;
  if (!data) return new Map([["", "The server could not be reached. What you typed is still here: try again."]]);
  // "scopes.0" is about "scopes".
  const fields = new Map(data.fields.map(({ name, description }) => [name.split(".")[0] ?? "", description]));
  return fields.size > 0 ? fields : new Map([["", (error as Error).message]]);
}
