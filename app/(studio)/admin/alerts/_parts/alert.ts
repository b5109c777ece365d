import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

export type Overview = inferRouterOutputs<AppRouter>["admin"]["alerts"]["overview"];
export type AlertRule = Overview["rules"][number];
export type AlertRow = Overview["open"][number];
export type Destination = Overview["destinations"][number];

/** The dialog that is open over the page. */
export type Dialog =
  | { what: "rule"; rule: AlertRule }
  | { what: "destination"; destination: Destination | null }
  | { what: "remove"; destination: Destination };

/** "30 minutes", "2 hours". */
export function lasting(minutes: number): string {
  const [count, one] = minutes % 60 === 0 ? [minutes / 60, "hour"] : [minutes, "minute"];
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
