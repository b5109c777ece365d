import type { Page } from "@playwright/test";
import { change, makeFlow, publishFlow, read, unique } from "./flow-manager";
import { expect, expectAccessible, signIn, startByApi, test } from "./studio";

test.beforeEach(({ page }) => signIn(page));

test("an agent in a country that is not open is not rung, and every page says why", async ({ page }) => {
  const abroad = "+442079460958";
  const why = "may not ring this country or network: United Kingdom.";
  const id = await startByApi("+12025550120", abroad);
  await page.goto(`/interactions/${id}`);
  const refused = page.getByRole("region", { name: "Refused rings" });
  await expect(refused).toContainText(`Agent not rung ${abroad}`);
  await expect(refused).toContainText(why);
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Running");
  await expectAccessible(page);

  await page.goto("/admin/privacy");
  await page.getByLabel("Phone number").fill("+44 20 7946 0958");
  await page.getByRole("button", { name: "Look it up" }).click();
  await expect(page.getByRole("row").filter({ hasText: why }).first()).toBeVisible();

  const csv = await (await page.request.get(`/interactions/export.csv?search=${id}`)).text();
  expect(csv).toContain(why);
});

type Settings = { rules: { calling_hours: unknown[] } } & Record<string, unknown>;

const IN_NEW_YORK = { timeZone: "America/New_York", hour: "numeric", hourCycle: "h23" } as const;

/** One hour of the day in which the number may be rung; never the present one, nor the next. */
function closedNow(): unknown[] {
  const isEarly = Number(new Date().toLocaleTimeString("en-GB", IN_NEW_YORK)) < 11;
  const window = isEarly ? { from: "13:00", to: "14:00" } : { from: "08:00", to: "09:00" };
  return [{ place: "*", days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...window }];
}

/** Calls while the account's calling hours are these. The world is one: the other tests find them as they were. */
async function withHours(page: Page, hours: unknown[], act: () => Promise<void>): Promise<void> {
  const { rules, ...all } = await read<Settings>(page, "admin.account.get");
  const { name, timeZone, language, ratePerSecond, sandboxOnly, retentionDays } = all;
  const settings = { name, timeZone, language, ratePerSecond, sandboxOnly, retentionDays };
  await change(page, "admin.account.change", { ...settings, rules: { ...rules, calling_hours: hours } });
  try {
    await act();
  } finally {
    await change(page, "admin.account.change", { ...settings, rules });
  }
}

/** A published flow that wants to know what the contact agreed to, and waits for the hours in which they may be rung. */
async function waitingFlow(page: Page): Promise<string> {
  const id = await makeFlow(page, unique("Waits"));
  const changes = [
    { path: ["steps", "trigger", "config", "consent"], after: true },
    { path: ["steps", "call_customer", "config", "if_not_now"], after: "wait" },
    { path: ["steps", "call_customer", "config", "while_waiting"], after: "newest" },
  ];
  const edits = [{ id: crypto.randomUUID(), label: "Wait for the window", changes, kind: "edit", of: null }];
  await change(page, "flows.edit", { id, base: 0, edits });
  await publishFlow(page, id);
  return id;
}

test("a ring that has to wait says until when, whoever asked for it what was agreed to, and can be called off", async ({
  page,
}) => {
  const flow = await waitingFlow(page);
  const consent = {
    purpose: "A call about order 1234",
    text_version: "2026-03",
    at: "2026-03-01T12:00:00+01:00",
    source: "https://shop.example/contact",
  };
  await withHours(page, closedNow(), async () => {
    const start = () => startByApi("+12025550122", "+12025550130", flow, { _consent: consent });
    const older = await start();
    const id = await start();
    await page.goto(`/interactions/${older}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Cancelled");

    await page.goto(`/interactions?search=${id}`);
    await expect(page.getByRole("row").nth(1)).toContainText("Waits until");
    await page.goto(`/interactions/${id}`);
    await expect(page.getByText("Waiting for the window: +12025550122 is rung at")).toBeVisible();
    await expect(page.getByRole("region", { name: "Consent" })).toContainText(consent.purpose);
    await expectAccessible(page);

    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Cancel interaction" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Cancelled");
    await expect(page.getByText("Waiting for the window")).toBeHidden();
  });
});
