import { cutText } from "../../cut-text";
import type { Draft } from "../draft";

const MAX_ID = 64;
const MAX_NAME = 120;

/** A free id made of a name: "Call the customer" → `call_the_customer`, then `call_the_customer_2`. */
export function idFrom(name: string, taken: (id: string) => boolean, fallback = "step"): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "");
  return free(plain.slice(0, MAX_ID).replace(/_+$/, "") || fallback, taken, MAX_ID, "_");
}

/** A name no other step has: "Play audio", then "Play audio 2". */
export function freeName(draft: Draft, name: string): string {
  const taken = new Set(Object.values(draft.steps).map((step) => step.name));
  return free(name.trim() || "Step", (wanted) => taken.has(wanted), MAX_NAME, " ");
}

/** An id that no step and no position has; a position can outlive its step. */
export function freeStepId(draft: Draft, name: string, alsoTaken: ReadonlySet<string> = new Set()): string {
  return idFrom(name, (id) => Object.hasOwn(draft.steps, id) || Object.hasOwn(draft.layout, id) || alsoTaken.has(id));
}

function free(wanted: string, taken: (text: string) => boolean, longest: number, joint: string): string {
  const cut = cutText(wanted, longest);
  if (!taken(cut)) return cut;
  const stem = cut.replace(/[_ ]\d+$/, "");
  for (let count = 2; ; count += 1) {
    const end = `${joint}${count}`;
    const candidate = `${cutText(stem, longest - end.length)}${end}`;
    if (!taken(candidate)) return candidate;
  }
}
