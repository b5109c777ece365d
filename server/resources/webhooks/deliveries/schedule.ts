const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds between a try that failed and the next; the last holds from then on. */
const PAUSES = [5, 30, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR];
/** A pause is lengthened by up to so much of itself, so that what failed together does not come again together. */
const JITTER = 0.2;

/**
 * Seconds until the next try after `tries` failed ones; null once that would be after the delivery's time (`secondsLeft`). `random` is at
 * least 0 and less than 1. `asked`: what the endpoint has asked for (Retry-After), which only lengthens a pause.
 */
export function pauseSeconds(tries: number, secondsLeft: number, random: number, asked = 0): number | null {
  const pause = PAUSES[Math.min(tries, PAUSES.length) - 1] ?? PAUSES[0]!;
  const next = Math.max(pause * (1 + JITTER * random), Math.min(asked, HOUR));
  return next <= secondsLeft ? next : null;
}
