import type { FlowDefinition } from "@/engine/definition/schema";

export type Note = FlowDefinition["notes"][number];
export type ExitOf = { step: string; exit: string };

/** Notes and steps share one selection and one list of nodes; the prefix marks the id as a note's. */
const NOTE = "note:";
export const noteKey = (id: string): string => NOTE + id;
/** The note's id, or null if the key is a step's. */
export const noteOf = (key: string): string | null => (key.startsWith(NOTE) ? key.slice(NOTE.length) : null);

/** An exit has at most one wire, so the exit names the wire. Neither a step's id nor an exit's contains a point. */
export const wireId = ({ step, exit }: ExitOf): string => `${step}.${exit}`;
export function exitOfWire(id: string): ExitOf {
  const [step = "", exit = ""] = id.split(".");
  return { step, exit };
}
