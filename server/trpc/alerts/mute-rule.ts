import { z } from "zod";
import { RULE_NAMES } from "../../resources/alerts/rules";
import { muteRule as mute } from "../../resources/alerts/settings/mutations";
import { admin } from "../kit/procedures";

const MONTH_HOURS = 30 * 24;

export const muteRule = admin
  .input(z.object({ rule: z.enum(RULE_NAMES), hours: z.int().min(1).max(MONTH_HOURS).nullable() }))
  .mutation(({ ctx, input: { rule, hours } }) => mute(ctx.session, rule, hours));
