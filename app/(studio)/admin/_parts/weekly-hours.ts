/** Weekly hours in the form; fields that are not filled in are empty strings. */
export type RangeRow = { days: string[]; from: string; to: string };

export const DAYS = [
  { value: "mon", label: "Mon" },
  { value: "tue", label: "Tue" },
  { value: "wed", label: "Wed" },
  { value: "thu", label: "Thu" },
  { value: "fri", label: "Fri" },
  { value: "sat", label: "Sat" },
  { value: "sun", label: "Sun" },
] as const;

/** "Mon–Fri 09:00–18:00". */
export function rangeText({ days, from, to }: RangeRow): string {
  return `${daysText(days)} ${from}–${to}`;
}

/** The days, with three or more in a row as a range: "Mon–Fri, Sun". */
function daysText(days: readonly string[]): string {
  const runs: string[][] = [];
  for (const { value, label } of DAYS) {
    if (!days.includes(value)) runs.push([]);
    else runs.at(-1)?.push(label) ?? runs.push([label]);
  }
  return runs
    .filter((run) => run.length > 0)
    .map((run) => (run.length > 2 ? `${run[0]}–${run.at(-1)}` : run.join(", ")))
    .join(", ");
}
