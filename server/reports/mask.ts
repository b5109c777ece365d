import type { Json, Values } from "@/engine/contract";
import { readPhoneNumber } from "@/engine/phone-number";

export const MASKED = "••••••";

type VariableFlags = Record<string, { sensitive?: boolean | undefined }>;

/** Every value that a sensitive variable has in one of `valueSets`, as text, and the number that it dials, the longest first. */
export function sensitiveValues(variables: VariableFlags, valueSets: Values[]): string[] {
  const names = Object.keys(variables).filter((name) => variables[name]?.sensitive);
  const secrets = valueSets.flatMap((values) => names.map((name) => values[name]));
  return secretForms(secrets.filter((value) => value !== null && value !== undefined).map(String));
}

/** Each text, and the E.164 number that it dials, the longest first: the number of a secret is a secret, however it was written. */
export function secretForms(texts: string[]): string[] {
  const numbers = texts.map((text) => readPhoneNumber(text).number?.e164 ?? "");
  return [...new Set([...texts, ...numbers])].filter((text) => text !== "").sort((a, b) => b.length - a.length);
}

/** The text with every occurrence of a secret replaced by MASKED. */
export function mask(text: string, secrets: string[]): string {
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, MASKED), text);
}

export function maskNullable(text: string | null, secrets: string[]): string | null {
  return text === null ? null : mask(text, secrets);
}

/** A variable's value wherever one is shown or exported: of a sensitive one only that there is one, of any other what is no secret of another. */
export function shownValue(variables: VariableFlags, name: string, value: Json | undefined, secrets: string[]): Json {
  if (value === null || value === undefined) return null;
  if (variables[name]?.sensitive) return MASKED;
  if (typeof value === "object") return value;
  if (isNumberOf(String(value), secrets)) return MASKED;
  const text = mask(String(value), secrets);
  return text === String(value) ? value : text;
}

/** Fewer digits are no phone number. */
const LEAST_DIGITS = 6;

/** Whether a text is the number of a secret, written in whichever way, with a prefix or without. */
function isNumberOf(text: string, secrets: string[]): boolean {
  const digits = digitsOf(text);
  if (digits.length < LEAST_DIGITS) return false;
  return secrets
    .map(digitsOf)
    .some((secret) => secret.length >= LEAST_DIGITS && (secret.includes(digits) || digits.includes(secret)));
}

/** The digits of a text that is written as numbers are, without zeros before them; none of any other. */
const digitsOf = (text: string) => (/^[\d\s+()./-]+$/.test(text) ? text.replace(/\D/g, "").replace(/^0+/, "") : "");
