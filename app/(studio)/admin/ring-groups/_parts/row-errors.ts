import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/router";

/** What is wrong with the rows of a list, by their place: `3.to`; `""` is about all of them. */
export function rowErrors(error: unknown, list: string): ReadonlyMap<string, string> {
  const fields = isTRPCClientError<AppRouter>(error) ? (error.data?.fields ?? []) : [];
  const own = fields.filter(({ name }) => name === list || name.startsWith(`${list}.`));
  return new Map(own.map(({ name, description }) => [name.slice(list.length + 1), description]));
}
