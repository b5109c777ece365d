import { z } from "zod";
import type { Consent } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { type FieldError, PatchcordError } from "../platform/errors";
import { isStorable } from "../platform/storable-text";

/** The member of a request's body that holds the consent, beside the arguments. */
export const CONSENT = "_consent";
/** A website's clock may be ahead of ours by so much. */
const CLOCK_AHEAD_MS = 5 * 60_000;

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(most, `must be at most ${most} characters`)
    .refine(isStorable, "must be valid Unicode text without NUL");

/** What a request says in `_consent`. */
export const consentSchema = z.strictObject({
  purpose: text(200).meta({ description: "What the contact has agreed to.", example: "A call about order 1234" }),
  text_version: text(64).meta({ description: "Which text was shown.", example: "2026-03" }),
  at: z.iso
    .datetime({ offset: true, error: "must be a time, such as 2026-03-01T12:00:00Z" })
    .refine((at) => Date.parse(at) <= Date.now() + CLOCK_AHEAD_MS, "must not be in the future")
    .meta({ description: "When, ISO 8601.", example: "2026-03-01T12:00:00Z" }),
  source: text(200).meta({ description: "Where.", example: "https://shop.example/contact" }),
});

/** Whether the flow's start step requires that a request brings a consent. */
export function requiresConsent(definition: FlowDefinition): boolean {
  return (definition.steps[definition.start]?.config as { consent?: unknown } | undefined)?.consent === true;
}

/** The consent that a body brings for a flow that requires one, else null. Throws `invalid_arguments`. */
export function consentIn(definition: FlowDefinition, body: Readonly<Record<string, unknown>>): Consent | null {
  if (!requiresConsent(definition)) return null;
  const parsed = consentSchema.safeParse(body[CONSENT]);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message, code }): FieldError => {
    const isMissing = code === "invalid_type" && message.includes("undefined");
    return { name: [CONSENT, ...path].join("."), description: isMissing ? "is missing" : message };
  });
  throw new PatchcordError("invalid_arguments", "The body does not say that the contact has agreed to be called.", {
    description: "This flow requires it in _consent: purpose, text_version, at and source.",
    fields,
  });
}

/** The consent of whoever starts a flow from the studio: they answer for it. */
export function studioConsent(definition: FlowDefinition): Consent | null {
  if (!requiresConsent(definition)) return null;
  return { purpose: "Started from the studio", text_version: "–", at: new Date().toISOString(), source: "studio" };
}
