import { z } from "zod";
import { isStorable } from "../../platform/storable-text";

/** The largest recording: 20 minutes of µ-law. */
export const MAX_PROMPT_BYTES = 10 * 1024 * 1024;
/** Verifying a flow reads all prompts of an account, so their number is limited. */
export const MAX_PROMPTS = 1000;

export const promptSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give the prompt a name.")
    .max(120, "Use at most 120 characters.")
    .refine(isStorable, "Take out the characters that cannot be stored."),
  description: z
    .string()
    .trim()
    .max(500, "Use at most 500 characters.")
    .refine(isStorable, "Take out the characters that cannot be stored."),
});
export type PromptText = z.input<typeof promptSchema>;
