/** Reads a typed number; a decimal comma counts as a point. A text that is not a number is returned as it is. */
export function numberFrom(text: string): number | string | undefined {
  const trimmed = text.trim().replace(",", ".");
  if (trimmed === "") return undefined;
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : text;
}

/** The text of a value in an input. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The number one step up or down, within the limits. Without a number it starts at the lower limit, or 0. */
export function stepped(value: unknown, by: number, min: number | null, max: number | null): number {
  const next = typeof value === "number" ? value + by : (min ?? 0);
  return Math.min(max ?? next, Math.max(min ?? next, next));
}
