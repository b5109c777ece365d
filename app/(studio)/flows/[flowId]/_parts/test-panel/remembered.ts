import { z } from "zod";
import { AGENT, type AgentPreset, CUSTOMER, type CustomerPreset } from "./presets";

/** What was filled in for a test of a flow. */
export type Filled = {
  arguments: Record<string, string>;
  customer: CustomerPreset;
  agent: AgentPreset;
  /** A moment of the viewer's own clock (`datetime-local`); "" is now. */
  moment: string;
  /** Decides whatever looks random. */
  draw: string;
};

export const NOTHING_FILLED: Filled = { arguments: {}, customer: "ask", agent: "ask", moment: "", draw: "1" };

const stored = z.object({
  arguments: z.record(z.string(), z.string()).catch({}),
  customer: z
    .custom<CustomerPreset>((value) => typeof value === "string" && Object.hasOwn(CUSTOMER, value))
    .catch("ask"),
  agent: z.custom<AgentPreset>((value) => typeof value === "string" && Object.hasOwn(AGENT, value)).catch("ask"),
  moment: z.string().catch(""),
  draw: z.string().catch("1"),
});

const keyOf = (flowId: string) => `patchcord.test.${flowId}`;

/** What was filled in last time on this browser. */
export function remembered(flowId: string): Filled {
  try {
    return stored.parse(JSON.parse(localStorage.getItem(keyOf(flowId)) ?? "{}"));
  } catch {
    return NOTHING_FILLED;
  }
}

/** Keeps it for the next time; values of sensitive arguments never leave the page. */
export function remember(flowId: string, filled: Filled, sensitive: readonly string[]): void {
  const open = Object.entries(filled.arguments).filter(([name]) => !sensitive.includes(name));
  try {
    localStorage.setItem(keyOf(flowId), JSON.stringify({ ...filled, arguments: Object.fromEntries(open) }));
  } catch {
    // A browser that keeps nothing forgets what was filled in; the test runs all the same.
  }
}
