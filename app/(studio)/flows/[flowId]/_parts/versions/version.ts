import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

export type Version = inferRouterOutputs<AppRouter>["flows"]["versions"][number];

/** "Version 3", or the name of a saved version. */
export function versionName({ kind, number, name }: Version): string {
  if (kind !== "checkpoint" && number !== null) return `Version ${number}`;
  return name || "Saved version";
}
