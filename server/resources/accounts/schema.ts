import { z } from "zod";
import { languageParts } from "@/engine/languages";
import { isTimeZone } from "@/engine/local-time";
import { ringRules } from "@/engine/ring-rules/rules";
import { canonicalZone } from "@/engine/time-zones";
import { env } from "../../platform/env";
import { storableText } from "../../platform/storable-text";

/** A week: the limits of one number look so far back, at dial attempts. */
const FEWEST_DAYS = 7;
const MOST_DAYS = 3650;

/** What the form sends. */
export const settingsInput = z.object({
  name: z.string().max(1000),
  timeZone: z.string().max(100),
  language: z.string().max(35),
  ratePerSecond: z.number(),
  sandboxOnly: z.boolean(),
  retentionDays: z.number(),
  rules: z.looseObject({}),
});
export type SettingsInput = z.infer<typeof settingsInput>;

/** What may be stored. `present`: starts a second as they are, which an operator may have set higher than an admin may. */
export function settingsSchema(present: { ratePerSecond: number }) {
  const most = Math.max(env().MAX_STARTS_PER_SECOND, present.ratePerSecond);
  return z.object({
    name: storableText.trim().min(1, "Give the account a name.").max(120, "Use at most 120 characters."),
    timeZone: z
      .string()
      .refine(isTimeZone, "Choose a time zone of the list.")
      .transform((zone) => canonicalZone(zone) ?? zone),
    language: z.string().refine((tag) => languageParts(tag) !== null, "Choose a language, such as de-DE."),
    ratePerSecond: z
      .int("Use a whole number.")
      .min(1, "At least 1.")
      .max(most, `At most ${most}: your operator decides.`),
    sandboxOnly: z.boolean(),
    retentionDays: z
      .int("Use a whole number.")
      .min(FEWEST_DAYS, `At least ${FEWEST_DAYS}: limits of a week need them.`)
      .max(MOST_DAYS, `At most ${MOST_DAYS}.`),
    rules: ringRules,
  });
}
export type Settings = z.output<ReturnType<typeof settingsSchema>>;

export const stopInput = z.object({ reason: z.string().max(1000), running: z.enum(["finish", "end"]) });
export type StopInput = z.infer<typeof stopInput>;
export const stopReason = z.object({
  reason: storableText
    .trim()
    .min(1, "Say why: everybody who is refused reads it.")
    .max(200, "Use at most 200 characters."),
});
