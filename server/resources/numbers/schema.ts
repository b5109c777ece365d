import { z } from "zod";
import { toE164 } from "@/engine/phone-number";
import { storableText } from "../../platform/storable-text";

/** What the form sends. */
export const numberInput = z.object({
  e164: z.string().max(40),
  label: z.string().max(200),
  carrierId: z.string().max(40),
  voiceEnabled: z.boolean(),
});
export type NumberInput = z.infer<typeof numberInput>;

export const numberSchema = z.object({
  e164: z.string().transform((text, ctx) => {
    const number = toE164(text.trim());
    if (number) return number;
    ctx.addIssue({ code: "custom", message: "Write the whole number with its country code, such as +12025550101." });
    return z.NEVER;
  }),
  label: storableText.trim().min(1, "Give the number a name.").max(80, "Use at most 80 characters."),
  carrierId: z.uuid("Choose the carrier this number belongs to."),
  voiceEnabled: z.boolean(),
});
