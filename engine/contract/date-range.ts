import { z } from "zod";
import "./field";
import { isoDate } from "./local-time";

/** An entry of a calendar: one day or several, once or every year. */
export const dateRange = z
  .strictObject({
    from: isoDate.meta({ title: "From" }),
    to: isoDate.optional().meta({ title: "To", description: "Its last day." }),
    annual: z.boolean().default(false).meta({ title: "Every year" }),
  })
  .superRefine(({ from, to, annual }, issues) => {
    const wrong = (message: string) => issues.addIssue({ code: "custom", path: ["to"], message });
    if (to === undefined) return;
    if (!annual && to < from) wrong("must not come before the first day");
    if (annual && to >= `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`) wrong("must come within a year");
  })
  .meta({ title: "Date" });
export type DateRange = z.infer<typeof dateRange>;

/**
 * Whether a day (ISO date) is in a range. An annual range ignores the years: if its last day comes earlier in the year than
 * its first, it runs over New Year; 29 February counts as the 28th in other years.
 */
export function isInRange(date: string, { from, to = from, annual }: DateRange): boolean {
  if (!annual) return date >= from && date <= to;
  const leap = isLeap(Number(date.slice(0, 4)));
  const [first, last, day] = [inYear(from, leap), inYear(to, leap), date.slice(5)];
  return first <= last ? day >= first && day <= last : day >= first || day <= last;
}

function inYear(date: string, leap: boolean): string {
  const day = date.slice(5);
  return day === "02-29" && !leap ? "02-28" : day;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
