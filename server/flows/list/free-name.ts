const LONGEST = 120;

/** The name itself if it is free, else the first of `name (2)`, `name (3)` … that is. Never over 120 characters. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const name = wanted.slice(0, LONGEST);
  if (!taken.has(name)) return name;
  for (let n = 2; ; n++) {
    const suffix = ` (${n})`;
    const numbered = wanted.slice(0, LONGEST - suffix.length) + suffix;
    if (!taken.has(numbered)) return numbered;
  }
}
