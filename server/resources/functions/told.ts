import { z } from "zod";
import type { Told } from "./sandbox/inside";

const value = z.union([
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
  z.strictObject({ is: z.string() }),
]);
const lines = z.array(z.string());
const told = z.union([
  z.strictObject({
    returned: z.union([
      z.strictObject({ keys: z.array(z.tuple([z.string(), value])) }),
      z.strictObject({ is: z.string() }),
    ]),
    console: lines,
  }),
  z.strictObject({ thrown: z.strictObject({ message: z.string(), stack: z.string() }), console: lines }),
  z.strictObject({ too_much_output: z.literal(true) }),
]) satisfies z.ZodType<Told>;

/** What the inside of an isolate told, or null if a function broke what tells it. */
export function readTold(text: string): Told | null {
  return told.safeParse(jsonOf(text)).data ?? null;
}

export function readLines(text: string): string[] {
  return lines.safeParse(jsonOf(text)).data ?? [];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
