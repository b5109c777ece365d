import type { FlowDefinition } from "@/engine/definition/schema";
import { type FieldError, PatchcordError } from "../platform/errors";
import { isStorable } from "../platform/storable-text";
import { CONSENT, requiresConsent } from "./consent";
import { argumentNames } from "./schema";

/** The most faults that an error lists: a body can hold thousands of wrong keys. */
const MAX_FIELDS = 100;

/**
 * Checks a body against the flow's arguments: each is there, none is unknown, all are strings. The consent that a flow requires is no
 * argument (`consentIn`). Throws `invalid_arguments`.
 */
export function checkArguments(definition: FlowDefinition, body: Readonly<Record<string, unknown>>): void {
  const names = argumentNames(definition);
  const fields: FieldError[] = [];
  for (const name of names) {
    if (!Object.hasOwn(body, name)) fields.push({ name, description: "is missing" });
  }
  const isConsent = (name: string) => name === CONSENT && !names.has(name) && requiresConsent(definition);
  for (const [name, value] of Object.entries(body)) {
    if (isConsent(name)) continue;
    const fault = names.has(name) ? faultOf(value) : "is no argument of this flow";
    if (fault) fields.push({ name: name.toWellFormed(), description: fault });
  }
  if (fields.length === 0) return;
  throw new PatchcordError("invalid_arguments", "The body does not fit the flow's arguments.", {
    description: "Every argument of the flow must be there, as a string, and nothing else.",
    fields: fields.slice(0, MAX_FIELDS),
  });
}

function faultOf(value: unknown): string | null {
  if (typeof value !== "string") return "must be a string";
  return isStorable(value) ? null : "must be valid Unicode text without NUL";
}
