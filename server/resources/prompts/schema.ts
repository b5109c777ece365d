import { z } from "zod";
import { storableText } from "../../platform/storable-text";

/** The largest recording: 20 minutes of µ-law. */
export const MAX_PROMPT_BYTES = 10 * 1024 * 1024;
/** Verifying a flow reads all prompts of an account, so their number is limited. */
export const MAX_PROMPTS = 1000;

export const promptSchema = z.object({
  name: storableText.trim().min(1, "Give the prompt a name.").max(120, "Use at most 120 characters."),
  description: storableText.trim().max(500, "Use at most 500 characters."),
});
export type PromptText = z.input<typeof promptSchema>;
