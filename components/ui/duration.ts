const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Formats a duration in ms: 0.4 s, 12 s, 3 min 05 s, 1 h 02 min. */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 10 * SECOND) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ${two((ms % MINUTE) / SECOND)} s`;
  return `${Math.floor(ms / HOUR)} h ${two((ms % HOUR) / MINUTE)} min`;
}

const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
