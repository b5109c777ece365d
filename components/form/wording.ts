import type { z } from "zod";
import type { FieldModel } from "./field-model";

/** zod's own texts are written for programmers and are replaced. */
const ZODS_OWN = /^(Invalid|Too (small|big)|Unrecognized|Expected)/;

/** The error text of an issue: tells the user what to do. */
export function textFor(issue: z.core.$ZodIssue, field: FieldModel | null, value: unknown): string {
  if (value === undefined || value === "") return missing(field);
  if (field?.kind === "number") return numberText(field.integer, field.min, field.max);
  if (!ZODS_OWN.test(issue.message)) return sentence(issue.message);
  const many = field?.kind === "list" || field?.kind === "set";
  if (issue.code === "too_small")
    return many ? `Add at least ${issue.minimum}.` : `Write at least ${issue.minimum} characters.`;
  if (issue.code === "too_big")
    return many ? `Keep at most ${issue.maximum}.` : `Shorten this to ${issue.maximum} characters.`;
  if (issue.code === "invalid_value") return "Choose one of the values offered.";
  return "Has a form that does not fit here. Enter it again.";
}

function missing(field: FieldModel | null): string {
  if (field?.kind === "choice" || field?.kind === "union" || field?.meta.names || field?.meta.items)
    return "Choose one.";
  if (field?.meta.is === "variable" || field?.meta.is === "sets_variable") return "Choose a variable.";
  if ((field?.kind === "list" && !field.bare) || field?.kind === "set") return "Add at least one.";
  return "Fill this in.";
}

function numberText(integer: boolean, min: number | null, max: number | null): string {
  const what = integer ? "a whole number" : "a number";
  if (min !== null && max !== null) return `Enter ${what} from ${min} to ${max}.`;
  if (min !== null) return `Enter ${what}, ${min} or more.`;
  return max !== null ? `Enter ${what}, ${max} or less.` : `Enter ${what}.`;
}

/** Turns a schema's text ("must be …") into a sentence. */
function sentence(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
