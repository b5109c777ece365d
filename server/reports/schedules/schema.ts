import { z } from "zod";
import { canonicalZone } from "@/engine/time-zones";
import { storableText } from "../../platform/storable-text";
import { exportFilters, FORMATS } from "../exports/schema";
import { columnNames } from "../variables/schema";
import { EVERY } from "./turn";

export const MAX_SCHEDULES = 20;
const MAX_RECIPIENTS = 20;

/** Above every limit of a field itself, so that the field can say what is wrong. */
const text = z.string().max(1000);

/** What the form sends. */
export const scheduleForm = z.object({
  name: text,
  every: z.enum(EVERY),
  hour: z.int().min(0).max(23),
  timeZone: text,
  format: z.enum(FORMATS),
  filters: exportFilters,
  variables: columnNames,
  recipients: z.array(z.uuid()).max(MAX_RECIPIENTS + 1),
});
export type ScheduleInput = z.infer<typeof scheduleForm>;

/** What may be stored. */
export const scheduleSchema = scheduleForm.extend({
  name: storableText.trim().min(1, "Give it a name.").max(80, "Use at most 80 characters."),
  timeZone: z
    .string()
    .transform((zone) => canonicalZone(zone) ?? "")
    .refine((zone) => zone !== "", "Choose a time zone."),
  /** Members by their ids. */
  recipients: z
    .array(z.uuid())
    .max(MAX_RECIPIENTS, `Choose at most ${MAX_RECIPIENTS} people.`)
    .transform((all) => [...new Set(all)]),
});
export type ScheduleValues = z.infer<typeof scheduleSchema>;
