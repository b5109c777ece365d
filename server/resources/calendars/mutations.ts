import type { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { outboundFile } from "../../platform/outbound/request";
import { parseInput, wrongField } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";
import { type Actor, recordAudit } from "../audit/mutations";
import { lockNamed, nameTaken, noSuch, requireFreeName } from "../named-rows/data";
import { flowsUsing, isUsedByRunning } from "../uses/data";
import { daysOf, type FeedLeftOut, NOTHING_LEFT_OUT } from "./data";
import { readFeed } from "./feed";
import { isPlace } from "./holidays";
import { type CalendarInput, calendarSchema, MAX_CALENDARS } from "./schema";

type Tx = Prisma.TransactionClient;
type Row = Prisma.CalendarGetPayload<object>;
type Values = z.output<typeof calendarSchema>;

/** Adds a calendar; fetches its feed first. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export async function addCalendar(by: Actor, input: CalendarInput): Promise<{ id: string }> {
  const calendar = await parseCalendar(input);
  const feed = await feedOf(by.account, calendar, null);
  const row = { accountId: by.account, id: ids.uuid(), ...columns(calendar), ...feed };
  await withAccount(by.account, async (tx) => {
    if ((await tx.calendar.count({ where: { accountId: by.account } })) >= MAX_CALENDARS)
      throw new PatchcordError("conflict", `An account has at most ${MAX_CALENDARS} calendars. Remove one first.`);
    const { count } = await tx.calendar.createMany({ data: row, skipDuplicates: true });
    if (count === 0) throw nameTaken("calendar");
    const after = auditValues(await readCalendar(tx, by.account, row.id));
    await recordAudit(tx, by, { action: "calendar.add", subject: calendar.name, after });
  });
  return { id: row.id };
}

/** Changes a calendar; fetches a new feed first. Throws `not_found`, and as `addCalendar`. */
export async function editCalendar(by: Actor, { id, ...input }: CalendarInput & { id: string }): Promise<void> {
  const calendar = await parseCalendar(input);
  const known = await withAccount(by.account, (tx) => readCalendar(tx, by.account, id));
  const feed = await feedOf(by.account, calendar, known);
  await withAccount(by.account, async (tx) => {
    const before = await readCalendar(tx, by.account, id, "lock");
    if (calendar.name !== before.name) await requireFreeName(tx, "calendar", by.account, calendar.name);
    const data = { ...columns(calendar), ...feed, updatedAt: new Date() };
    const after = await tx.calendar.update({ where: { accountId_id: { accountId: by.account, id } }, data });
    const audit = {
      action: "calendar.edit",
      subject: before.name,
      before: auditValues(before),
      after: auditValues(after),
    };
    await recordAudit(tx, by, audit);
  });
}

/** Fetches a calendar's feed again and returns how many dates it has, and what was left out. Throws `not_found`, `conflict`, `invalid_request`. */
export async function refreshCalendar(by: Actor, id: string): Promise<{ dates: number } & FeedLeftOut> {
  const { feedUrl, feedFree } = await withAccount(by.account, (tx) => readCalendar(tx, by.account, id));
  if (!feedUrl) throw new PatchcordError("conflict", "This calendar follows no address.");
  const feed = await fetchFeed(by.account, feedUrl, feedFree);
  await withAccount(by.account, async (tx) => {
    const before = await readCalendar(tx, by.account, id, "lock");
    if (before.feedUrl !== feedUrl || before.feedFree !== feedFree)
      throw new PatchcordError("conflict", "Somebody changed the address. Try again.");
    const after = await tx.calendar.update({ where: { accountId_id: { accountId: by.account, id } }, data: feed });
    const audit = {
      action: "calendar.refresh",
      subject: before.name,
      before: auditValues(before),
      after: auditValues(after),
    };
    await recordAudit(tx, by, audit);
  });
  return { dates: feed.feedDates.length, ...feed.feedLeftOut };
}

/** Removes a calendar that no flow uses. Throws `conflict` with the flows that do, `not_found`. */
export async function removeCalendar(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const calendar = await readCalendar(tx, by.account, id, "lock");
    const flows = (await flowsUsing(tx, by.account, "calendar", [calendar])).get(id) ?? [];
    if (flows.length > 0)
      throw new PatchcordError("conflict", `Flows use this calendar: ${flows.map((use) => use.flowName).join(", ")}.`);
    if (await isUsedByRunning(tx, by.account, "calendar", id))
      throw new PatchcordError(
        "conflict",
        "Interactions that are still running can ask this calendar. Try again later.",
      );
    await tx.calendar.delete({ where: { accountId_id: { accountId: by.account, id } } });
    await recordAudit(tx, by, { action: "calendar.remove", subject: calendar.name, before: auditValues(calendar) });
  });
}

async function parseCalendar(input: CalendarInput): Promise<Values> {
  const calendar = parseInput(calendarSchema, input);
  if (calendar.holidays && !(await isPlace(calendar.holidays)))
    throw wrongField("holidays", "Choose a country and region from the list.", "invalid_request");
  return calendar;
}

const NO_FEED = {
  feedUrl: null,
  feedFree: false,
  feedDates: [],
  feedReadAt: null,
  feedLeftOut: NOTHING_LEFT_OUT,
};

/** The columns of a calendar's feed: none where what is asked of it is what is there. */
async function feedOf(account: AccountId, { feedUrl, feedFree }: Values, known: Row | null) {
  if (!feedUrl) return NO_FEED;
  const isKnown = known?.feedUrl === feedUrl && known.feedFree === feedFree;
  return isKnown ? {} : fetchFeed(account, feedUrl, feedFree);
}

async function fetchFeed(account: AccountId, feedUrl: string, feedFree: boolean) {
  const now = new Date();
  const how = { account, today: now.toISOString().slice(0, 10), takeFree: feedFree };
  const { dates, ...feedLeftOut } = await readFeed(outboundFile, feedUrl, how);
  return { feedUrl, feedFree, feedDates: dates, feedReadAt: now, feedLeftOut };
}

function columns({ name, dates, holidays }: Values) {
  return { name, dates, holidays: holidays ?? Prisma.DbNull };
}

async function readCalendar(tx: Tx, account: AccountId, id: string, how: "look" | "lock" = "look"): Promise<Row> {
  if (how === "lock") await lockNamed(tx, "calendar", account, id);
  const row = await tx.calendar.findUnique({ where: { accountId_id: { accountId: account, id } } });
  if (!row) throw noSuch("calendar");
  return row;
}

/** A calendar's values for the audit log; only the host of its feed, whose URL can hold a secret. */
function auditValues(row: Row) {
  const { dates, feedDates, holidays } = daysOf(row);
  return {
    name: row.name,
    dates: dates.map(({ title, from, to, annual }) =>
      [to ? `${from} to ${to}` : from, annual ? "every year" : "", title].filter(Boolean).join(", "),
    ),
    holidays: holidays ? [holidays.country, holidays.state, holidays.region].filter(Boolean).join("-") : null,
    feed: row.feedUrl
      ? [`${new URL(row.feedUrl).host}: ${feedDates.length} dates`, row.feedFree ? "days marked as free, too" : ""]
          .filter(Boolean)
          .join(", ")
      : null,
  };
}
