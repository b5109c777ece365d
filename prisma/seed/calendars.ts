import type pg from "pg";
import { v7 } from "uuid";

/** Inserts a calendar: a country's public holidays, and days of the company's own. */
export async function seedCalendars(client: pg.Client, account: string): Promise<void> {
  const dates = [
    { title: "Company anniversary", from: "2026-06-12", annual: true },
    { title: "Christmas break", from: "2026-12-24", to: "2027-01-01", annual: true },
  ];
  await client.query(
    "insert into calendar (account_id, id, name, dates, holidays) values ($1, $2, 'Public holidays', $3, $4)",
    [account, v7(), JSON.stringify(dates), JSON.stringify({ country: "US" })],
  );
}
