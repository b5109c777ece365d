import { z } from "zod";
import { AGENT, type AgentPreset, BEFORE, type BeforePreset, CUSTOMER, type CustomerPreset } from "./presets";

/** What the user filled in to start a test. */
export type TestSetup = {
  arguments: Record<string, string>;
  customer: CustomerPreset;
  agent: AgentPreset;
  /** What is taken to have happened before, so that the account's rules refuse a number. */
  before: BeforePreset;
  /** The start time in the user's time zone (`datetime-local`); "" is now. */
  moment: string;
  /** The seed of everything random in the run. */
  draw: string;
};

export const EMPTY_SETUP: TestSetup = {
  arguments: {},
  customer: "ask",
  agent: "ask",
  before: "nothing",
  moment: "",
  draw: "1",
};

const storedSetup = z.object({
  arguments: z.record(z.string(), z.string()).catch({}),
  customer: z
    .custom<CustomerPreset>((value) => typeof value === "string" && Object.hasOwn(CUSTOMER, value))
    .catch("ask"),
  agent: z.custom<AgentPreset>((value) => typeof value === "string" && Object.hasOwn(AGENT, value)).catch("ask"),
  before: z.custom<BeforePreset>((value) => typeof value === "string" && Object.hasOwn(BEFORE, value)).catch("nothing"),
  moment: z.string().catch(""),
  draw: z.string().catch("1"),
});

const keyOf = (flowId: string) => `patchcord.test.${flowId}`;

/** What was filled in last for this flow, from local storage. */
export function readSetup(flowId: string): TestSetup {
  try {
    return storedSetup.parse(JSON.parse(localStorage.getItem(keyOf(flowId)) ?? "{}"));
  } catch {
    return EMPTY_SETUP;
  }
}

/** Stores it for the next test. Values of sensitive arguments are not stored. */
export function storeSetup(flowId: string, setup: TestSetup, sensitive: readonly string[]): void {
  const storable = Object.entries(setup.arguments).filter(([name]) => !sensitive.includes(name));
  try {
    localStorage.setItem(keyOf(flowId), JSON.stringify({ ...setup, arguments: Object.fromEntries(storable) }));
  } catch {
    // Without storage the next test starts with an empty form.
  }
}
