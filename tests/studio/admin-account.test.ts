import { describe, expect, test } from "vitest";
import { WrongSetting } from "@/server/resources/accounts/operator-rules";
import { setAccount } from "@/server/resources/accounts/operator-settings";
import { setPrices } from "@/server/resources/prices/set-prices";
import { fieldsOf, twoAccounts } from "../support/accounts";

const { as, ours, theirs, audit, database } = await twoAccounts();
const { account } = as(ours).admin;
const { accountFacts } = await import("@/server/storage/account-facts");

async function present() {
  const { stopped: _, mostStarts, numbers, currency, ...settings } = await account.get();
  return settings;
}

async function studio(role: "builder" | "viewer") {
  const { appRouter } = await import("@/server/trpc/router");
  const { sessionAs } = await import("../support/session");
  return appRouter.createCaller({ session: sessionAs(ours, role) });
}

test("a change is stored, holds at once, and is told in the audit log as sentences", async () => {
  const before = await present();
  const rules = {
    ...before.rules,
    countries: { allow: "listed", places: ["US", "LV"], confirmed: ["LV"] },
    per_number: { ...before.rules.per_number, hour: 2 },
  };
  await account.change({
    ...before,
    name: "Acme",
    timeZone: "Europe/Kiev",
    language: "uk-UA",
    retentionDays: 30,
    sandboxOnly: true,
    rules,
  });
  expect(await account.get()).toMatchObject({
    ...{
      name: "Acme",
      timeZone: "Europe/Kyiv",
      language: "uk-UA",
      retentionDays: 30,
      sandboxOnly: true,
      numbers: [ours.number],
      stopped: null,
    },
    rules,
  });
  const { rings } = await accountFacts(ours.account as never);
  expect([rings.sandboxOnly, rings.timeZone, rings.rules.per_number.hour]).toEqual([true, "Europe/Kyiv", 2]);
  const [row] = await audit(ours);
  expect(row).toMatchObject({
    action: "account.change",
    subject: "Acme",
    before: { name: "Demo", retention: "Interactions are kept for 90 days." },
    after: {
      name: "Acme",
      time_zone: "Days begin at midnight in Europe/Kyiv.",
      language: "New flows speak uk-UA.",
      retention: "Interactions are kept for 30 days.",
      sandbox: "Only the sandbox carrier may be used.",
      countries: "Only these may be rung: United States; Latvia.",
      one_number:
        "One number is rung at most 2 times an hour, 6 times a day, 15 times a week. After it declined, it has 10 minutes of rest.",
    },
  });
  expect(Object.keys(row?.after as object), "what stayed is not told").not.toContain("starts");
  const rows = (await audit(ours)).length;
  await account.change(await present());
  expect((await audit(ours)).length, "nothing changed, nothing told").toBe(rows);
});

test("a new flow speaks the account's language", async () => {
  await account.change({ ...(await present()), language: "uk-UA" });
  const { flows } = await studio("builder");
  const { id } = await flows.create({ name: "Speaks", description: "", template: "empty" });
  expect((await flows.draft({ id })).document.language).toBe("uk-UA");
});

test("limits of calls, minutes and money are stored, and told with the operator's currency", async () => {
  const before = await present();
  expect((await account.get()).currency).toBeNull();
  await setPrices(database.owner, [{ prefix: "", price: "1" }], "EUR");
  expect((await account.get()).currency).toBe("EUR");
  const per_flow = { hour: null, day: null, calls: 3, minutes: 60, money: 12.5 };
  await account.change({ ...before, rules: { ...before.rules, per_flow } });
  const [row] = await audit(ours);
  expect(row?.after).toEqual({
    flow_limits: "A flow rings without limit. It has at most 3 calls at once, 60 minutes a day, 12.5 of money a day.",
  });
  await account.change(before);
});

describe("refused, beside its field:", () => {
  test.each([
    ["no name", { name: " " }, "name"],
    ["a zone that does not exist", { timeZone: "Mars/Olympus" }, "timeZone"],
    ["a language that is none", { language: "Ukrainian" }, "language"],
    ["more starts than the operator allows", { ratePerSecond: 3 }, "ratePerSecond"],
    ["no start at all", { ratePerSecond: 0 }, "ratePerSecond"],
    ["fewer days than the limits of a week need", { retentionDays: 6 }, "retentionDays"],
    [
      "a place with much fraud, not confirmed",
      { rules: { countries: { allow: "listed", places: ["CU"] } } },
      "rules.countries.places",
    ],
    ["less than a cent", { rules: { per_flow: { hour: null, day: null, money: 0.001 } } }, "rules.per_flow.money"],
    ["a rule that does not exist", { rules: { nonsense: true } }, "rules"],
    [
      "hours without days",
      { rules: { calling_hours: [{ place: "US", days: [], from: "08:00", to: "21:00" }] } },
      "rules.calling_hours.0.days",
    ],
  ])("%s", async (_what, wrong, field) => {
    const before = await present();
    expect(Object.keys(await fieldsOf(account.change({ ...before, ...wrong })))).toEqual([field]);
    expect(await present()).toEqual(before);
  });
});

describe("the stop switch", () => {
  test("stops with a reason, says who and when, and is lifted again", async () => {
    expect(await fieldsOf(account.stop({ reason: " ", running: "finish" }))).toHaveProperty("reason");
    expect(await account.stop({ reason: "Calls nobody knows of", running: "end" })).toEqual({ ended: 0 });
    expect((await account.get()).stopped).toMatchObject({ reason: "Calls nobody knows of", by: "admin@demo.example" });
    expect((await accountFacts(ours.account as never)).rings.stopped).toMatchObject({
      reason: "Calls nobody knows of",
    });
    await account.allow();
    expect((await account.get()).stopped).toBeNull();
    await expect(account.allow()).rejects.toThrow("Dialling is not stopped.");
    expect((await audit(ours)).slice(0, 2).map(({ action, after }) => [action, after])).toEqual([
      ["account.allow_dialling", { dialling: "Dialling is allowed." }],
      [
        "account.stop_dialling",
        { dialling: "All dialling is stopped: Calls nobody knows of", running: "Running calls were ended." },
      ],
    ]);
  });
});

describe("an operator", () => {
  const set = (wanted: Parameters<typeof setAccount>[2], whom = "b@example.com") =>
    setAccount(database.owner, whom, wanted);

  test("sets what an admin may not, by a user's address or the id, and it is in the account's audit log", async () => {
    expect(await set({ starts: "50", countries: "US,+881", "confirm-risk": true })).toEqual([
      "At most 50 starts a second.",
      "Only these may be rung: United States; satellite phones (Iridium, Globalstar), +881.",
    ]);
    expect(await set({ stop: "fraud", "sandbox-only": "on" }, theirs.account)).toEqual([
      "Only the sandbox carrier may be used.",
      "All dialling is stopped: fraud",
    ]);
    expect(await set({ allow: true })).toEqual(["Dialling is allowed."]);
    expect(await set({ allow: true })).toEqual([]);
    expect(
      await set({
        "per-number": "hour=2,pause=none",
        "per-account": "day=50,money=12.5",
        "calling-hours": "US=08:00-21:00,*=09:00-18:00",
        "count-sandbox": "on",
      }),
    ).toEqual([
      "Contacts are rung by the clock where they are: United States, mon tue wed thu fri sat sun from 08:00 to 21:00; everywhere else, mon tue wed thu fri sat sun from 09:00 to 18:00.",
      "One number is rung at most 2 times an hour, 6 times a day, 15 times a week.",
      "The account rings at most 50 times a day. It has at most 12.5 of money a day.",
      "Sandbox calls count in the limits.",
    ]);
    expect(await set({ "calling-hours": "any", "per-account": "day=none" })).toContain(
      "Contacts may be rung at any hour.",
    );
    const row = (await audit(theirs)).find(({ before }) => before && "dialling" in (before as object));
    expect(row).toMatchObject({
      actor: "operator",
      action: "account.change",
      before: { dialling: "All dialling is stopped: fraud" },
    });
    expect(await as(theirs).admin.account.get()).toMatchObject({ ratePerSecond: 50, mostStarts: 50, stopped: null });
  });

  test.each<[string, Parameters<typeof setAccount>[2]]>([
    ["no number", { starts: "many" }],
    ["too few days", { retention: "1" }],
    ["neither on nor off", { "sandbox-only": "yes" }],
    ["a risk that is not confirmed", { countries: "CU" }],
    ["a country that is none", { countries: "Cuba" }],
    ["a limit of another kind", { "per-number": "calls=3" }],
    ["a limit without a number", { "per-flow": "hour=" }],
    ["a limit of nothing", { "per-account": "hour=0" }],
    ["an hour that is none", { "calling-hours": "US=8-21" }],
    ["hours without a place", { "calling-hours": "08:00-21:00" }],
  ])("is told what cannot be set: %s", async (_what, wanted) => {
    const before = (await audit(theirs)).length;
    await expect(set(wanted)).rejects.toBeInstanceOf(WrongSetting);
    expect((await audit(theirs)).length).toBe(before);
  });

  test("cannot set an account that is not there", async () => {
    await expect(set({ starts: "5" }, "nobody@example.com")).rejects.toThrow("There is no account");
  });
});

test("the studio tells everybody what is open", async () => {
  const { account: shown } = await studio("viewer");
  expect(await shown.open()).toEqual({ stopped: null, anyCountry: false });
});
