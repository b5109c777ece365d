import type { FlowDefinition } from "@/engine/definition/schema";
import type { Simulation } from "@/engine/simulate";

const MASK = "••••••";

/** All values that sensitive variables have had in the run, the longest first. They must not show. */
export function secretsOf({ variables }: FlowDefinition, { visits }: Simulation): string[] {
  const values = visits.flatMap(({ set }) => set).filter(({ name }) => variables[name]?.sensitive);
  const texts = values.map(({ value }) => (value === null ? "" : String(value))).filter((text) => text !== "");
  return [...new Set(texts)].toSorted((a, b) => b.length - a.length);
}

/** Replaces every secret in a text. */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), text);
}
