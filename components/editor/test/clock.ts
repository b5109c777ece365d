const two = (value: number) => String(value).padStart(2, "0");

/** Virtual time since the start, as a stopwatch shows it: 0:07, 12:30, 1:02:03. */
export function stopwatch(seconds: number): string {
  const whole = Math.floor(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A short duration: 0.5 s, 15 s, 2 min. */
export function length(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}
