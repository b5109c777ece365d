import type { Values } from "@/engine/contract";
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
