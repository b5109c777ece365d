import type Holidays from "date-holidays";
import { BoundedMap } from "@/engine/bounded-map";
import { processSingleton } from "../../platform/process-singleton";
import type { CalendarDate, HolidayPlace } from "./schema";

type Place = { code: string; name: string };

const DAY_MS = 86_400_000;
const CACHED_YEARS = 2000;

/**
 * Loads date-holidays (its data is CC BY 3.0) at first use, since it brings 1.5 MB of rules and takes 0.1 s to load.
 */
async function loadLibrary(): Promise<typeof Holidays> {
  return (await import("date-holidays")).default;
}

export async function listCountries(): Promise<Place[]> {
  return placesOf(new (await loadLibrary())().getCountries("en"));
}

export async function listStates(country: string): Promise<Place[]> {
  return placesOf(new (await loadLibrary())().getStates(country, "en"));
}

export async function listRegions(country: string, state: string): Promise<Place[]> {
  return placesOf(new (await loadLibrary())().getRegions(country, state, "en"));
}

function placesOf(names: Record<string, string> | undefined): Place[] {
  return Object.entries(names ?? {})
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

type Holiday = CalendarDate & { to: string };

/** The public holidays of a place that begin in a year, in order, without half days. */
export async function holidaysOf(place: HolidayPlace, year: number): Promise<Holiday[]> {
  const years = processSingleton("holidays", () => new BoundedMap<string, Holiday[]>(CACHED_YEARS));
  const key = [place.country, place.state, place.region, year].join(" ");
  const known = years.get(key);
  if (known) return known;
  const { country, state = "", region = "" } = place;
  const made = new (await loadLibrary())(country, state, region, { types: ["public"] });
  const found = made.getHolidays(year, "en").flatMap(({ date, start, end, name }): Holiday[] => {
    const days = Math.round((end.getTime() - start.getTime()) / DAY_MS);
    if (days < 1 || !date.includes(" 00:00:00")) return [];
    const from = date.slice(0, 10);
    return [{ title: name, from, to: addDays(from, days - 1), annual: false }];
  });
  years.set(key, found);
  return found;
}

/** True if date-holidays knows the place. */
export async function isPlace({ country, state, region }: HolidayPlace): Promise<boolean> {
  const has = (places: Place[], code: string) => places.some((place) => place.code === code);
  if (!has(await listCountries(), country)) return false;
  if (state === undefined) return region === undefined;
  if (!has(await listStates(country), state)) return false;
  return region === undefined || has(await listRegions(country, state), region);
}

/** The ISO date `days` after `date`; before it where `days` is negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
