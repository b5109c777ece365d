/** A number as typed; a comma is read as a point. What is no number stays text, so that it is not lost. */
export function numberFrom(text: string): number | string | undefined {
  const trimmed = text.trim().replace(",", ".");
  if (trimmed === "") return undefined;
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : text;
}

/** What a value shows as in a field. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The next number up or down, within the bounds; from nothing, the nearest bound or zero. */
export function stepped(value: unknown, by: number, min: number | null, max: number | null): number {
  const next = typeof value === "number" ? value + by : (min ?? 0);
  return Math.min(max ?? next, Math.max(min ?? next, next));
}
