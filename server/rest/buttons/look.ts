import { nextOpening } from "@/engine/opening-hours";
import { callingCountry } from "../../flows/buttons/countries";
import type { Button } from "../../flows/buttons/data";
import { noteSeen } from "../../flows/buttons/mutations";
import type { Visit } from "./serve";

const DAYS_AHEAD = 14;
const DAY_MS = 86_400_000;

/** When somebody is there next (ISO 8601), now if it is now; null where the hours name no time within two weeks. */
export function openingOf({ settings: { timeZone, hours } }: Button, now: number): string | null {
  const at = new Date(now).toISOString();
  return nextOpening({ time_zone: timeZone, hours }, at, new Date(now + DAYS_AHEAD * DAY_MS).toISOString());
}

/** What a page may know of a button. Flow, fixed arguments and limits stay here. */
function lookOf(button: Button, now: number) {
  const { business, words, colour, countries, texts } = button.settings;
  const opens = openingOf(button, now);
  return {
    ...{ business, words, colour, asksFirst: button.settings.asksFirst },
    countries: countries.map(callingCountry),
    texts: texts.map(({ argument, label, pattern, maxLength, required }) => {
      return { name: argument, label, pattern, maxLength, required };
    }),
    /** Null: now. */
    opens: opens !== null && Date.parse(opens) <= now ? null : (opens ?? "never"),
  };
}

/** GET /api/buttons/{key}: how the button looks, and what it asks for. */
export async function handleLook({ button, origin }: Visit): Promise<Response> {
  await noteSeen(button, origin);
  return Response.json(lookOf(button, Date.now()), { headers: { "Cache-Control": "private, max-age=60" } });
}
