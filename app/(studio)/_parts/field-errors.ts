import { isTRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/router";

type FieldErrors = ReadonlyMap<string, string>;

type RefusedField = { name: string; description: string };

const UNREACHABLE = "The server could not be reached. What you typed is still here: try again.";

/**
 * Why the server refused a form, by the field's whole path ("inputs.0.name"). The key "" is an error of the whole form.
 * Empty if there is no error.
 */
export function fieldErrorsByPath(error: unknown): FieldErrors {
  if (!error) return new Map();
  if (!isTRPCClientError<AppRouter>(error) || !error.data) return new Map([["", UNREACHABLE]]);
  const fields = refusedFields(error);
  if (fields.length === 0) return new Map([["", error.message]]);
  return new Map(fields.map(({ name, description }) => [name, description]));
}

/** The same by the form's own fields: an error of "scopes.0" counts for "scopes". */
export function fieldErrors(error: unknown): FieldErrors {
  return new Map([...fieldErrorsByPath(error)].map(([path, text]) => [path.split(".")[0] ?? "", text]));
}

/** The errors of one list of rows by row and field ("3.to"); the key "" is an error of the whole list. */
export function rowErrors(error: unknown, list: string): FieldErrors {
  const own = refusedFields(error).filter(({ name }) => name === list || name.startsWith(`${list}.`));
  return new Map(own.map(({ name, description }) => [name.slice(list.length + 1), description]));
}

function refusedFields(error: unknown): RefusedField[] {
  return isTRPCClientError<AppRouter>(error) ? (error.data?.fields ?? []) : [];
}
