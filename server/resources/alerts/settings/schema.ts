import { z } from "zod";
import { RULE_NAMES } from "../rules";

/** What the form sends of a rule. */
export const ruleInput = z.object({
  rule: z.enum(RULE_NAMES),
  enabled: z.boolean(),
  threshold: z.number(),
  windowMinutes: z.number().nullable(),
});
export type RuleInput = z.infer<typeof ruleInput>;
