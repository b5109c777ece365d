import { z } from "zod";
import { readPhoneNumber } from "@/engine/phone-number";
import { storableText } from "../../platform/storable-text";

/** Verifying a flow reads all numbers of an account, so there are not endlessly many. */
export const MAX_NUMBERS = 10_000;

/** What the form sends. */
export const numberInput = z.object({
  e164: z.string().max(200),
  label: z.string().max(200),
  carrierId: z.string().max(40),
  voiceEnabled: z.boolean(),
});
export type NumberInput = z.infer<typeof numberInput>;

export const numberSchema = z.object({
  e164: z.string().transform((text, ctx) => {
    const { number, problem } = readPhoneNumber(text);
    if (number?.extension === null) return number.e164;
    const message = problem === null ? "A number that calls are made from has no extension." : `The number ${problem}.`;
    ctx.addIssue({ code: "custom", message });
    return z.NEVER;
  }),
  label: storableText.trim().min(1, "Give the number a name.").max(80, "Use at most 80 characters."),
  carrierId: z.uuid("Choose the carrier this number belongs to."),
  voiceEnabled: z.boolean(),
});
