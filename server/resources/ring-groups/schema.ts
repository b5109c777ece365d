import { z } from "zod";
import { phoneNumberText, readPhoneNumber } from "@/engine/phone-number";
import { canonicalZone } from "@/engine/time-zones";
import { storableText } from "../../platform/storable-text";
import { weeklyHours } from "../../platform/weekly-hours";

/** Verifying a flow reads all ring groups of an account, so their number is limited. */
export const MAX_RING_GROUPS = 500;
const MAX_AGENTS = 100;
const MAX_RANGES = 50;

const MAX_CHARACTERS = 400;

/** In which order agents are rung. `longest_idle`: the one first whose last call is the longest ago. */
const STRATEGIES = ["in_order", "all_at_once", "longest_idle"] as const;

/** What the form sends. */
export const ringGroupInput = z.object({
  name: z.string().max(MAX_CHARACTERS),
  strategy: z.enum(STRATEGIES),
  ringSeconds: z.number().nullable(),
  timeZone: z.string().max(MAX_CHARACTERS),
  hours: z
    .array(
      z.object({
        days: z.array(z.string().max(10)).max(10),
        from: z.string().max(10),
        to: z.string().max(10),
      }),
    )
    .max(MAX_RANGES + 1),
  agents: z
    .array(z.object({ number: z.string().max(MAX_CHARACTERS), label: z.string().max(MAX_CHARACTERS) }))
    .max(MAX_AGENTS + 1),
});
export type RingGroupInput = z.infer<typeof ringGroupInput>;

const RING_WORDS = "Write a whole number of seconds from 5 to 60.";

const agent = z.object({
  number: z.string().transform((text, ctx) => {
    const { number, problem } = readPhoneNumber(text);
    if (number) return phoneNumberText(number);
    ctx.addIssue({ code: "custom", message: `The number ${problem}.` });
    return z.NEVER;
  }),
  label: storableText.trim().max(80, "Use at most 80 characters."),
});

export const ringGroupSchema = z.object({
  name: storableText.trim().min(1, "Give the ring group a name.").max(120, "Use at most 120 characters."),
  strategy: z.enum(STRATEGIES),
  ringSeconds: z.number({ error: RING_WORDS }).int(RING_WORDS).min(5, RING_WORDS).max(60, RING_WORDS),
  timeZone: z.string().transform((name, ctx) => {
    const zone = canonicalZone(name);
    if (zone) return zone;
    ctx.addIssue({ code: "custom", message: "Choose a time zone." });
    return z.NEVER;
  }),
  hours: z.array(weeklyHours).max(MAX_RANGES, `A ring group has at most ${MAX_RANGES} times.`),
  agents: z
    .array(agent)
    .max(MAX_AGENTS, `A ring group has at most ${MAX_AGENTS} agents.`)
    .superRefine((agents, ctx) => {
      const seen = new Set<string>();
      for (const [index, { number }] of agents.entries()) {
        const message = "This number is in the list already.";
        if (seen.has(number)) ctx.addIssue({ code: "custom", path: [index, "number"], message });
        seen.add(number);
      }
    }),
});
export type RingGroupValues = z.infer<typeof ringGroupSchema>;
