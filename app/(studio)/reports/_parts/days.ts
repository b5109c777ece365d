/** The days of a zone from a moment to another, which is excluded, as "2026-11-24". */
export function daysBetween(from: Date, to: Date, zone: string): string[] {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone });
  const last = format.format(new Date(to.getTime() - 1));
  const days = [format.format(from)];
  while (days.at(-1)! < last) {
    const next = new Date(`${days.at(-1)}T12:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    days.push(next.toISOString().slice(0, 10));
  }
  return days;
}
