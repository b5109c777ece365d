import type { Draft } from "../draft";
import { type Command, Recorder } from "./command";

const FIELDS = {
  name: "name",
  description: "description",
  language: "language",
  max_queue_seconds: "longest queue",
  on_hang_up: "what happens on hang-up",
} as const;
export type FlowField = keyof typeof FIELDS;

/** Changes what holds for the flow as a whole. */
export function setFlowField<Field extends FlowField>(draft: Draft, field: Field, value: Draft[Field]): Command | null {
  if (field === "on_hang_up" && value !== null && !Object.hasOwn(draft.steps, String(value))) return null;
  return new Recorder(draft).set([field], value).command(`Change the flow's ${FIELDS[field]}`);
}
