import type { Values } from "@/engine/contract";

export const MASKED = "••••••";

type Declared = Record<string, { sensitive?: boolean | undefined }>;

/** Values that must not be shown: what the sensitive variables hold now or held at some time. */
export function secretsOf(variables: Declared, held: Values[]): string[] {
  const names = Object.keys(variables).filter((name) => variables[name]?.sensitive);
  const secrets = held.flatMap((values) => names.map((name) => values[name]));
  return [...new Set(secrets.filter((value) => value !== null && value !== undefined).map(String))]
    .filter((text) => text !== "")
    .sort((a, b) => b.length - a.length);
}

/** The text with every secret covered, wherever it stands in it. */
export function mask(text: string, secrets: string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, MASKED), text);
}

export function maskMaybe(text: string | null, secrets: string[]): string | null {
  return text === null ? null : mask(text, secrets);
}
