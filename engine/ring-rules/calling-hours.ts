import { nextOpening, type OpeningHours } from "../opening-hours";
import type { Place } from "./places";
import type { CallingHours } from "./rules";

/** A window that all zones share comes within a week, or never. */
const LOOK_DAYS = 8;

/** The lines that hold for a place: its own, else those of every place. None: it may be rung at any hour. */
export function hoursOf(lines: readonly CallingHours[], place: Place): readonly CallingHours[] {
  const own = lines.filter((line) => line.place === place);
  return own.length > 0 ? own : lines.filter((line) => line.place === "*");
}

/**
 * The first minute from `at` on (ISO 8601) that is within the hours in every one of the zones: `at` itself where it is now. Null:
 * there is none within a week, or no zone is known.
 */
export function nextCallingTime(hours: readonly CallingHours[], zones: readonly string[], at: string): string | null {
  if (zones.length === 0) return null;
  const until = new Date(Date.parse(at) + LOOK_DAYS * 86_400_000).toISOString();
  const weeks = zones.map((time_zone): OpeningHours => ({ time_zone, hours }));
  let candidate = at;
  // Each turn moves on to a later opening of some zone, until all are open at once.
  for (;;) {
    const opening = weeks.reduce<string | null>(
      (latest, week) => latest && nextOpening(week, latest, until),
      candidate,
    );
    if (opening === null || opening === candidate) return opening;
    candidate = opening;
  }
}
