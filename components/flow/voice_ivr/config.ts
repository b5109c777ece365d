import { z } from "zod";
import { branchList, branchParts, language, message, stepId } from "@/engine/contract";

export const FIXED_EXITS = [
  { id: "no_match", label: "No match" },
  { id: "timeout", label: "Timeout" },
] as const;

const phrase = z
  .strictObject({
    ...branchParts,
    keywords: z
      .array(z.string().min(1, "must not be empty").max(200).meta({ title: "Keyword", is: "template" }))
      .min(1)
      .max(20)
      .meta({ title: "Keywords", add: "Add keyword" }),
  })
  .meta({ title: "Phrase" });

const DIGITS = [..."1234567890"] as const;
const key = z
  .strictObject({
    key: z
      .enum(DIGITS)
      .meta({ title: "Key", choices: Object.fromEntries(DIGITS.map((one) => [one, one])), distinct: "1" }),
    phrase: stepId.meta({ title: "Stands for", items: "phrases" }),
  })
  .meta({ title: "Key" });

export const config = z.strictObject({
  message: message.meta({ title: "Message" }),
  language: language.optional().meta({
    title: "Language spoken",
    description: "What the contact is expected to speak; the flow's unless chosen.",
  }),
  phrases: branchList(
    phrase,
    FIXED_EXITS.map(({ id }) => id),
  ).meta({ title: "Phrases", add: "Add phrase" }),
  keys: z.array(key).max(DIGITS.length).optional().meta({
    title: "Keys",
    add: "Add key",
    description: "Digits that can be pressed instead of speaking.",
  }),
  timeout_seconds: z.number().int().min(1).max(30).default(3).meta({
    title: "Wait for speech",
    unit: "seconds",
    description: "So much silence also ends what is said.",
  }),
});
export type Config = z.infer<typeof config>;
