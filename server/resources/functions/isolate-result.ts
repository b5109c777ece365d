import { z } from "zod";
import type { IsolateResult } from "./sandbox/prepare-isolate";

const value = z.union([
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
  z.strictObject({ is: z.string() }),
]);
const consoleLines = z.array(z.string());
const isolateResult = z.union([
  z.strictObject({
    returned: z.union([
      z.strictObject({ keys: z.array(z.tuple([z.string(), value])) }),
      z.strictObject({ is: z.string() }),
    ]),
    console: consoleLines,
  }),
  z.strictObject({ thrown: z.strictObject({ message: z.string(), stack: z.string() }), console: consoleLines }),
  z.strictObject({ too_much_output: z.literal(true) }),
]) satisfies z.ZodType<IsolateResult>;

/** Parses the result that an isolate wrote; null where it is malformed, since the function has changed the code that writes it. */
export function parseIsolateResult(text: string): IsolateResult | null {
  return isolateResult.safeParse(jsonOf(text)).data ?? null;
}

/** Parses the console lines that an isolate wrote; none where they are malformed. */
export function parseConsole(text: string): string[] {
  return consoleLines.safeParse(jsonOf(text)).data ?? [];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
