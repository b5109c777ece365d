import { z } from "zod";
import { AGENT, type AgentPreset, CUSTOMER, type CustomerPreset } from "./presets";

/** What was filled in for a test of a flow. */
export type TestSetup = {
  arguments: Record<string, string>;
  customer: CustomerPreset;
  agent: AgentPreset;
  /** A moment of the viewer's own clock (`datetime-local`); "" is now. */
  moment: string;
  /** Decides whatever looks random. */
  draw: string;
};

export const EMPTY_SETUP: TestSetup = { arguments: {}, customer: "ask", agent: "ask", moment: "", draw: "1" };

const storedSetup = z.object({
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
export function readSetup(flowId: string): TestSetup {
  try {
    return storedSetup.parse(JSON.parse(localStorage.getItem(keyOf(flowId)) ?? "{}"));
  } catch {
    return EMPTY_SETUP;
  }
}

/** Keeps it for the next time; values of sensitive arguments never leave the page. */
export function storeSetup(flowId: string, filled: TestSetup, sensitive: readonly string[]): void {
  const open = Object.entries(filled.arguments).filter(([name]) => !sensitive.includes(name));
  try {
    localStorage.setItem(keyOf(flowId), JSON.stringify({ ...filled, arguments: Object.fromEntries(open) }));
  } catch {
    // A browser that keeps nothing forgets what was filled in; the test runs all the same.
  }
}
