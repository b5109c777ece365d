import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/router";
import { fieldErrors } from "../../../_parts/field-errors";

/** What a refused change said about its fields, by whole path (`inputs.0.name`); `""` is about all of it. */
export function deepErrors(error: unknown): Map<string, string> {
  const fields = isTRPCClientError<AppRouter>(error) ? (error.data?.fields ?? []) : [];
  if (fields.length === 0) return new Map(fieldErrors(error));
  return new Map(fields.map(({ name, description }) => [name, description]));
}
