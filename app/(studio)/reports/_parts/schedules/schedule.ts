import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

export type Schedules = inferRouterOutputs<AppRouter>["reports"]["schedules"];
export type Schedule = Schedules["schedules"][number];
/** What is open above the list. */
export type Dialog = { what: "edit" | "remove"; schedule: Schedule };
export type Filters = Schedule["filters"];

export const EVERY = [
  { value: "day", label: "Each day" },
  { value: "week", label: "Each Monday" },
  { value: "month", label: "On the 1st" },
] as const satisfies readonly { value: Schedule["every"]; label: string }[];

export const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: clock(hour) }));

const PERIOD = { day: "the day before", week: "the week before", month: "the month before" };

/** What each file of the schedule is of. */
export const periodOf = (every: Schedule["every"]) => PERIOD[every];

/** "Each Monday at 06:00, Europe/Lisbon". */
export function rhythmOf({ every, hour, timeZone }: Pick<Schedule, "every" | "hour" | "timeZone">): string {
  const label = EVERY.find(({ value }) => value === every)?.label ?? every;
  return `${label} at ${clock(hour)}, ${timeZone.replaceAll("_", " ")}`;
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
