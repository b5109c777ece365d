import { z } from "zod";
import { branchList, branchParts, clockTime, endTime, timeZone, weekdays } from "@/engine/contract";

const range = z
  .strictObject({
    days: weekdays.meta({ title: "Days", as_before: true }),
    from: clockTime.meta({ title: "From", placeholder: "09:00" }),
    to: endTime.meta({ title: "To", placeholder: "18:00" }),
  })
  .superRefine(({ from, to }, issues) => {
    if (from === to)
      issues.addIssue({
        code: "custom",
        path: ["to"],
        message: "must differ from its beginning; a whole day is 00:00 to 24:00",
      });
  })
  .meta({ title: "Time range" });
export type Range = z.infer<typeof range>;

const branch = z
  .strictObject({
    ...branchParts,
    timezone: timeZone.meta({ as_before: true }),
    report_as: z
      .enum(["inside", "outside"])
      .default("inside")
      .meta({
        title: "Reported as",
        description: "Changes nothing but the reports.",
        choices: { inside: "Inside hours", outside: "Outside hours" },
      }),
    ranges: z.array(range).min(1).max(50).meta({ title: "Time ranges", add: "Add time range" }),
  })
  .meta({ title: "Branch" });
export type Branch = z.infer<typeof branch>;

export const config = z.strictObject({ branches: branchList(branch, ["no_match"]) });
export type Config = z.infer<typeof config>;
