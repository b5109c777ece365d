import { describe, expect, test } from "vitest";
import { NOTHING_LEFT_OUT } from "@/server/resources/calendars/data";
import { readIcs } from "@/server/resources/calendars/ics/read-ics";
import { feedServer, ics } from "../calendars/feed-server";
import { fieldsOf, twoAccounts } from "../support/accounts";
import { cpuMs } from "../support/timed";

const { as, ours, theirs, audit, database } = await twoAccounts();
const { calendarPort } = await import("@/server/resources/calendars/port");
const { readNames } = await import("@/server/resources/names/data");
const { calendars } = as(ours).admin;
const feeds = await feedServer();

const good = {
  name: "Closed",
  dates: [{ title: "Break", from: "2026-12-24", to: "2027-01-06", annual: true }] as Record<string, unknown>[],
  holidays: null as { country: string; state?: string; region?: string } | null,
  feedUrl: "",
};
const find = async (name: string) =>
  (await calendars.list({ search: name })).calendars.find((one) => one.name === name);

/** What the calendar port says of days in a calendar. */
async function inside(id: string, dates: string[], account = ours.account) {
  const answer = await calendarPort.call(account as never, {
    request: { days: dates.map((date) => ({ calendar: "It", date })) },
    bindings: { calendar: { It: id } },
    idempotencyKey: "1.1",
    at: "2026-01-01T00:00:00Z",
    timeoutMs: 5000,
    signal: new AbortController().signal,
  });
  if (!answer.ok) return answer.code;
  return (answer.value as { days: { inside: boolean; occasion: string }[] }).days.map((day) =>
    day.inside ? day.occasion || true : false,
  );
}

test("a calendar is added, changed and removed, each with its audit row", async () => {
  const { id } = await calendars.add(good);
  expect(await find("Closed")).toMatchObject({
    id,
    dates: good.dates,
    holidays: null,
    feedUrl: null,
    fed: 0,
    uses: [],
  });
  expect((await readNames(ours.account as never)).calendar.get("Closed")).toEqual({ id, label: "Closed" });
  await calendars.edit({ ...good, id, name: "Closed days", holidays: { country: "DE", state: "BY" } });
  expect((await readNames(ours.account as never)).calendar.has("Closed")).toBe(false);
  await calendars.remove({ id });
  expect(await find("Closed days")).toBeUndefined();
  expect((await audit(ours)).slice(0, 3)).toMatchObject([
    { action: "calendar.remove", subject: "Closed days" },
    {
      action: "calendar.edit",
      subject: "Closed",
      before: { name: "Closed", dates: ["2026-12-24 to 2027-01-06, every year, Break"], holidays: null, feed: null },
      after: { name: "Closed days", holidays: "DE-BY" },
    },
    { action: "calendar.add", subject: "Closed" },
  ]);
});

describe("refused, beside its field:", () => {
  const date = (more: object) => ({ dates: [{ title: "", from: "2026-12-24", annual: false, ...more }] });
  test.each([
    ["no name", { name: " " }, ["name"]],
    ["a name beyond measure", { name: "x".repeat(121) }, ["name"]],
    ["a name that is there", { name: "Public holidays" }, ["name"]],
    ["a name that cannot be stored", { name: "a\u0000b" }, ["name"]],
    ["no days at all", { dates: [] }, ["dates"]],
    ["a day that is none", date({ from: "2026-02-30" }), ["dates.0.from"]],
    ["no day", date({ from: "" }), ["dates.0.from"]],
    ["an end before its beginning", date({ to: "2026-12-23" }), ["dates.0.to"]],
    ["every year, but longer than one", date({ to: "2027-12-24", annual: true }), ["dates.0.to"]],
    ["a title beyond measure", date({ title: "x".repeat(121) }), ["dates.0.title"]],
    ["what a date has not", date({ colour: "red" }), ["dates.0"]],
    ["too many", { dates: Array.from({ length: 2001 }, () => date({}).dates[0]!) }, ["dates"]],
    ["a country that is none", { holidays: { country: "XX" } }, ["holidays"]],
    ["a state of another country", { holidays: { country: "PT", state: "BY" } }, ["holidays"]],
    ["an address that is none", { feedUrl: "calendar" }, ["feedUrl"]],
    ["an address of another kind", { feedUrl: "file:///etc/passwd" }, ["feedUrl"]],
    ["an address with a password", { feedUrl: "https://me:secret@example.com/a.ics" }, ["feedUrl"]],
    ["an address inside", { feedUrl: "http://169.254.169.254/latest" }, ["feedUrl"]],
  ])("%s", async (_what, wrong, fields) => {
    const before = (await audit(ours)).length;
    expect(Object.keys(await fieldsOf(calendars.add({ ...good, ...wrong })))).toEqual(fields);
    expect((await audit(ours)).length).toBe(before);
  });
});

test("public holidays are found by country, state and region, and asked by day", async () => {
  const { countries, states } = await calendars.places({ country: "DE" });
  expect(countries.find(({ code }) => code === "PT")).toEqual({ code: "PT", name: "Portugal" });
  expect(states.find(({ code }) => code === "BY")?.name).toBe("Bayern");
  expect((await calendars.places({ country: "DE", state: "BY" })).regions.map(({ code }) => code)).toContain("A");
  const days = await calendars.holidays({ country: "PT", year: 2026 });
  expect(days).toContainEqual({ title: "Liberty Day", from: "2026-04-25", to: "2026-04-25", annual: false });
  const { id } = await calendars.add({ ...good, name: "Eid", dates: [], holidays: { country: "AE" } });
  expect(await inside(id, ["2026-03-19", "2026-03-20", "2026-03-22", "2026-03-23"])).toEqual([
    false,
    "End of Ramadan (Eid al-Fitr)",
    "End of Ramadan (Eid al-Fitr)",
    false,
  ]);
});

test("a half day is no holiday", async () => {
  const days = await calendars.holidays({ country: "IS", year: 2026 });
  expect(days.map(({ from }) => from)).not.toContain("2026-12-24");
  expect(days.map(({ from }) => from)).toContain("2026-12-25");
});

test("an address is read on saving and when asked to, and keeps what it had where it fails", async () => {
  feeds.answers.set("/moved.ics", { status: 302, location: "/a.ics" });
  feeds.answers.set("/a.ics", { body: ics("2026-08-03", "2026-08-04") });
  const feedUrl = `${feeds.origin}/moved.ics`;
  const { id } = await calendars.add({ ...good, name: "Feed", feedUrl });
  expect(await inside(id, ["2026-08-03", "2026-08-05", "2030-01-01"])).toEqual(["Closed", false, "Break"]);
  feeds.answers.set("/a.ics", { body: ics("2026-08-05") });
  expect(await calendars.refresh({ id })).toMatchObject({ dates: 1 });
  expect(await inside(id, ["2026-08-03", "2026-08-05"])).toEqual([false, "Closed"]);
  const asked = feeds.asked.length;
  await calendars.edit({ ...good, id, name: "Feed", feedUrl });
  expect(feeds.asked.length, "what did not change is not read again").toBe(asked);
  expect(await inside(id, ["2026-08-05"])).toEqual(["Closed"]);
  feeds.answers.set("/a.ics", { body: "<html>" });
  expect(await fieldsOf(calendars.refresh({ id }))).toEqual({ feedUrl: expect.stringContaining("no iCalendar file") });
  expect(await inside(id, ["2026-08-05"])).toEqual(["Closed"]);
  const told = JSON.stringify(await audit(ours));
  expect(told, "an address can hold a key").not.toContain("moved.ics");
  await calendars.edit({ ...good, id, name: "Feed", feedUrl: "" });
  expect(await inside(id, ["2026-08-05"])).toEqual([false]);
  await expect(calendars.refresh({ id })).rejects.toMatchObject({ code: "CONFLICT" });
});

test.each([
  ["is not there", "/gone.ics", undefined, "status 404"],
  ["leads inside", "/inside.ics", { status: 302, location: "http://10.0.0.1/a.ics" }, "not allowed"],
  ["leads elsewhere", "/file.ics", { status: 302, location: "file:///etc/passwd" }, "leads from one to another"],
  ["leads in circles", "/round.ics", { status: 302, location: "/round.ics" }, "leads from one to another"],
  ["is no calendar", "/page", { body: "<html></html>" }, "no iCalendar file"],
  ["says too much", "/large.ics", { body: "x".repeat(1024 * 1024 + 1) }, "too large"],
])("an address that %s is refused", async (_what, path, answer, words) => {
  if (answer) feeds.answers.set(path, answer);
  const said = await fieldsOf(calendars.add({ ...good, name: "Bad", feedUrl: `${feeds.origin}${path}` }));
  expect(said).toEqual({ feedUrl: expect.stringContaining(words) });
});

test("an iCalendar file is read to be looked at", async () => {
  expect(await calendars.readIcs({ ics: ics("2026-12-24") })).toEqual({
    dates: [{ title: "Closed", from: "2026-12-24", annual: false }],
    ...NOTHING_LEFT_OUT,
  });
  expect(Object.keys(await fieldsOf(calendars.readIcs({ ics: "no" })))).toEqual(["ics"]);
  const large = "x".repeat(1024 * 1024 + 1);
  expect(await fieldsOf(calendars.readIcs({ ics: large }))).toEqual({
    ics: expect.stringContaining("larger than 1 MiB"),
  });
});

test("13.19 a file's bytes are read as they are, and what is odd in an address is kept for its calendar", async () => {
  const odd = ics("2026-12-24", "2026-12-25").replace("DATE:20261225", "DATE:2026-12-25").replace("Closed", "Zu | ab");
  const [before = "", after = ""] = odd.split("|");
  const bytes = Buffer.concat([Buffer.from(`\uFEFF${before}`), Buffer.from("c30d0a20bc", "hex"), Buffer.from(after)]);
  const found = { title: "Zu ü ab", from: "2026-12-24", annual: false };
  const leftOut = {
    timed: 0,
    free: 0,
    unread: 1,
    leftOut: [{ line: 12, title: "Closed", reason: expect.any(String) }],
  };
  expect(await calendars.readIcs({ file: bytes.toString("base64") })).toEqual({ dates: [found], ...leftOut });

  feeds.answers.set("/odd.ics", { body: bytes });
  const { id } = await calendars.add({ ...good, name: "Odd", feedUrl: `${feeds.origin}/odd.ics` });
  expect(await find("Odd")).toMatchObject({ fed: 1, feedLeftOut: leftOut });
  expect(await inside(id, ["2026-12-24", "2027-12-25"])).toEqual(["Break", "Break"]);
  feeds.answers.set("/odd.ics", { body: ics("2026-12-24") });
  expect(await calendars.refresh({ id })).toEqual({ dates: 1, ...NOTHING_LEFT_OUT });
  expect(await find("Odd")).toMatchObject({ feedLeftOut: NOTHING_LEFT_OUT });
});

test("13.19 days that an address marks as free count where the calendar says so", async () => {
  feeds.answers.set("/free.ics", { body: ics("2026-08-03").replace("SUMMARY", "TRANSP:TRANSPARENT\r\nSUMMARY") });
  const input = { ...good, name: "Free", feedUrl: `${feeds.origin}/free.ics` };
  const { id } = await calendars.add(input);
  expect(await inside(id, ["2026-08-03"])).toEqual([false]);
  expect(await find("Free")).toMatchObject({ feedFree: false, feedLeftOut: { free: 1 } });
  await calendars.edit({ ...input, id, feedFree: true });
  expect(await inside(id, ["2026-08-03"])).toEqual(["Closed"]);
  expect(await calendars.refresh({ id })).toMatchObject({ dates: 1, free: 0 });
  await calendars.edit({ ...input, id, feedUrl: "", feedFree: true });
  expect(await find("Free")).toMatchObject({ feedFree: false, feedLeftOut: NOTHING_LEFT_OUT });
});

test("13.2 a file that is slow to read costs this thread next to nothing, be it chosen or fetched", async () => {
  const rule = "SUMMARY:Never\r\nRRULE:FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2";
  const slow = ics(...Array.from({ length: 4900 }, () => "2026-01-01")).replaceAll("SUMMARY:Closed", rule);
  feeds.answers.set("/slow.ics", { body: slow });
  const often = expect.stringContaining("repeat too often");
  const spent = await cpuMs(async () => {
    expect(await fieldsOf(calendars.readIcs({ ics: slow }))).toEqual({ ics: often });
    const add = calendars.add({ ...good, name: "Slow", feedUrl: `${feeds.origin}/slow.ics` });
    expect(await fieldsOf(add)).toEqual({ feedUrl: often });
  });
  const here = await cpuMs(() =>
    expect(() => readIcs({ file: Buffer.from(slow), today: "2026-11-23", maxDates: 2000, takeFree: false })).toThrow(),
  );
  expect(spent, "two readings off this thread, beside one on it").toBeLessThan(here);
});

test("where it is used is told, and keeps it from being removed", async () => {
  const { id } = await calendars.add({ ...good, name: "In use" });
  const config = { branches: [{ id: "a", name: "A", timezone: "UTC", calendar: "In use" }] };
  const steps = { it: { component: "calendar_rules", name: "It", config, exits: {} } };
  await database.owner.query(
    `insert into draft (account_id, flow_id, revision, document)
      select account_id, flow_id, 1, jsonb_set(definition, '{steps}', $2) from flow_version where flow_id = $1`,
    [ours.flow, JSON.stringify(steps)],
  );
  expect((await find("In use"))?.uses).toMatchObject([{ flowId: ours.flow, published: false, draft: true }]);
  await expect(calendars.remove({ id })).rejects.toThrow("Flows use this calendar: Report a problem.");
});

test("another account's calendar is not there", async () => {
  const { id } = await as(theirs).admin.calendars.add({ ...good, name: "Theirs" });
  const notThere = { code: "NOT_FOUND" };
  await expect(calendars.edit({ ...good, id })).rejects.toMatchObject(notThere);
  await expect(calendars.remove({ id })).rejects.toMatchObject(notThere);
  await expect(calendars.refresh({ id })).rejects.toMatchObject(notThere);
  expect(await find("Theirs")).toBeUndefined();
  expect(await inside(id, ["2026-12-24"])).toBe("calendar_missing");
  expect(await inside(id, ["2026-12-24"], theirs.account)).toEqual(["Break"]);
});
