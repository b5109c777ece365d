import type Holidays from "date-holidays";
import { BoundedMap } from "@/engine/bounded-map";
import { processSingleton } from "../../platform/process-singleton";
import type { CalendarDate, HolidayPlace } from "./schema";

type Place = { code: string; name: string };

const DAY = 86_400_000;
const CACHED_YEARS = 2000;

/**
 * date-holidays (its data is CC BY 3.0) brings 1.5 MB of rules and takes a tenth of a second to load, so only who asks for
 * holidays has it loaded.
 */
async function library(): Promise<typeof Holidays> {
  return (await import("date-holidays")).default;
}

export async function countries(): Promise<Place[]> {
  return placesOf(new (await library())().getCountries("en"));
}

export async function statesOf(country: string): Promise<Place[]> {
  return placesOf(new (await library())().getStates(country, "en"));
}

export async function regionsOf(country: string, state: string): Promise<Place[]> {
  return placesOf(new (await library())().getRegions(country, state, "en"));
}

function placesOf(names: Record<string, string> | undefined): Place[] {
  return Object.entries(names ?? {})
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

type Holiday = CalendarDate & { to: string };

/** The public holidays of a place that begin in a year, in their order; what is only free for half a day is none. */
export async function holidaysOf(place: HolidayPlace, year: number): Promise<Holiday[]> {
  const years = processSingleton("holidays", () => new BoundedMap<string, Holiday[]>(CACHED_YEARS));
  const key = [place.country, place.state, place.region, year].join(" ");
  const known = years.get(key);
  if (known) return known;
  const { country, state = "", region = "" } = place;
  const made = new (await library())(country, state, region, { types: ["public"] });
  const found = made.getHolidays(year, "en").flatMap(({ date, start, end, name }): Holiday[] => {
    const days = Math.round((end.getTime() - start.getTime()) / DAY);
    if (days < 1 || !date.includes(" 00:00:00")) return [];
    const from = date.slice(0, 10);
    return [{ title: name, from, to: laterBy(from, days - 1), annual: false }];
  });
  years.set(key, found);
  return found;
}

/** True if date-holidays knows the place. */
export async function isPlace({ country, state, region }: HolidayPlace): Promise<boolean> {
  const has = (places: Place[], code: string) => places.some((place) => place.code === code);
  if (!has(await countries(), country)) return false;
  if (state === undefined) return region === undefined;
  if (!has(await statesOf(country), state)) return false;
  return region === undefined || has(await regionsOf(country, state), region);
}

/** The ISO date some days after another. */
export function laterBy(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}
