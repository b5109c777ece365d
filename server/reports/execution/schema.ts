import { z } from "zod";

const text = z.string().trim().min(1).max(200).optional();

/** What the rows of the flow execution report can be narrowed to, beside flow, version and client: names as they are shown. */
export const executionFilters = z.object({
  step: text,
  exit: text,
  component: text,
  /** The whole number, E.164. */
  agent: text,
});
export type ExecutionFilters = z.infer<typeof executionFilters>;
