import { z } from "zod";
import { readPhoneNumber } from "@/engine/phone-number";
import { storableText } from "../../platform/storable-text";

/** Numbers of one request or one piece of a file. */
export const MAX_NUMBERS = 5000;
const MAX_NUMBER_CHARACTERS = 64;
const MAX_REASON = 200;

const reason = storableText.trim().max(MAX_REASON, `Use at most ${MAX_REASON} characters.`);

/** What the form sends to add numbers, or the next lines of a file. */
export const addInput = z.object({
  numbers: z.array(z.string().max(200)).min(1).max(MAX_NUMBERS),
  reason: z.string().max(1000),
});
export type AddInput = z.infer<typeof addInput>;

export const removeInput = z.object({ number: z.string().max(MAX_NUMBER_CHARACTERS), reason: z.string().max(1000) });
export type RemoveInput = z.infer<typeof removeInput>;

export const addReason = z.object({ reason });
export const removeReason = z.object({ reason: reason.min(1, "Say why the number may be rung again.") });

export type ReadNumbers = { numbers: string[]; bad: { at: number; text: string; problem: string }[] };

/** As a carrier writes numbers. Whether one exists does not matter to a list of those that are not rung. */
const E164 = /^\+[1-9]\d{6,14}$/;

/** The E.164 numbers of the texts, each once, and the texts that are none with their places in the list. */
export function readNumbers(texts: readonly string[]): ReadNumbers {
  const numbers = new Set<string>();
  const bad: ReadNumbers["bad"] = [];
  for (const [at, text] of texts.entries()) {
    const written = text.trim();
    const { number, problem } = E164.test(written)
      ? { number: { e164: written }, problem: null }
      : readPhoneNumber(written);
    if (number) numbers.add(number.e164);
    else bad.push({ at, text: written.slice(0, MAX_NUMBER_CHARACTERS), problem: problem ?? "is no phone number" });
  }
  return { numbers: [...numbers], bad };
}
