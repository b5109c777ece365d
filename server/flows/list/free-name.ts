import { cutText } from "@/engine/cut-text";

const MAX_NAME_LENGTH = 120;

/** The name itself where it is free, else the first free one of `name (2)`, `name (3)` …; at most 120 characters. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const name = cutText(wanted, MAX_NAME_LENGTH);
  if (!taken.has(name)) return name;
  for (let n = 2; ; n++) {
    const suffix = ` (${n})`;
    const numbered = cutText(wanted, MAX_NAME_LENGTH - suffix.length) + suffix;
    if (!taken.has(numbered)) return numbered;
  }
}
