import { z } from "zod";
import { branchList, branchParts, dateRange, timeZone } from "@/engine/contract";

const branch = z
  .strictObject({
    ...branchParts,
    timezone: timeZone.meta({ as_before: true }),
    dates: z.array(dateRange).min(1).max(200).optional().meta({ title: "Dates", add: "Add date" }),
    calendar: z
      .string()
      .min(1, "must not be empty")
      .max(120)
      .optional()
      .meta({ title: "Calendar", names: "calendar", instead_of: "dates" }),
  })
  .superRefine(({ dates, calendar }, issues) => {
    if (dates === undefined && calendar === undefined)
      issues.addIssue({ code: "custom", path: ["dates"], message: "must be given, or a calendar that has them" });
    if (dates !== undefined && calendar !== undefined)
      issues.addIssue({ code: "custom", path: ["calendar"], message: "must not stand beside dates" });
  })
  .meta({ title: "Branch" });
export type Branch = z.infer<typeof branch>;

export const config = z.strictObject({ branches: branchList(branch, ["no_match"]) });
export type Config = z.infer<typeof config>;
