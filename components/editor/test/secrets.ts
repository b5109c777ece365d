import type { FlowDefinition } from "@/engine/definition/schema";
import type { Simulation } from "@/engine/simulate";

const MASK = "••••••";

/** Values that must not show: what the sensitive variables hold or held. The longest first. */
export function secretsOf({ variables }: FlowDefinition, { visits }: Simulation): string[] {
  const held = visits.flatMap(({ set }) => set).filter(({ name }) => variables[name]?.sensitive);
  const texts = held.map(({ value }) => (value === null ? "" : String(value))).filter((text) => text !== "");
  return [...new Set(texts)].toSorted((a, b) => b.length - a.length);
}

/** The text with every secret covered. */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), text);
}
