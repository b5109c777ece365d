import type pg from "pg";
import { v7 } from "uuid";
import type { AccountId } from "@/server/ports/ids";

const NO_FEED = { holidays: null, feedUrl: "" };

/** One with every day, one with no day to come, and one that is deleted after publishing. */
const CALENDARS = [
  { ...NO_FEED, name: "Every day", dates: [{ title: "A day", from: "2026-01-01", to: "2026-12-31", annual: true }] },
  { ...NO_FEED, name: "Long ago", dates: [{ title: "A day", from: "2001-01-01", annual: false }] },
  { ...NO_FEED, name: "Lost", dates: [{ title: "A day", from: "2001-01-01", annual: false }] },
];

/** Calendars that the flows of the call scripts name. */
export async function setCalendars(world: { account: string }): Promise<void> {
  const { addCalendar } = await import("@/server/resources/calendars/mutations");
  const user = { id: v7(), email: "admin@example.com", name: "Admin" };
  for (const calendar of CALENDARS) await addCalendar({ account: world.account as AccountId, user }, calendar);
}

/** Deletes it in the database: the product refuses to while a flow uses it. */
export async function loseCalendar(owner: pg.Client): Promise<void> {
  await owner.query("delete from calendar where name = 'Lost'");
}
