import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "./studio";

/** Rows of this run: the world is one, and a test may be run again in it. */
const RUN = Date.now().toString(36);
const FILE = [
  ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"],
  ...["BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20270201", "SUMMARY:Stocktaking", "RRULE:FREQ=YEARLY", "END:VEVENT"],
  ...["BEGIN:VEVENT", "UID:2", "DTSTART:20270201T100000Z", "DTEND:20270201T110000Z", "SUMMARY:Meeting", "END:VEVENT"],
  "END:VCALENDAR",
].join("\r\n");

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const window = (page: Page) => page.getByRole("dialog").first();
async function choose(page: Page, field: string, search: string, option: string) {
  await window(page).getByRole("combobox", { name: field }).click();
  await page.getByRole("combobox", { name: "Search" }).fill(search);
  await page.getByRole("option", { name: option, exact: true }).click();
}

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto("/admin/calendars");
});

test("a calendar has a state's holidays, days of its own and those of a file", async ({ page }) => {
  const name = `Closed ${RUN}`;
  await page.getByRole("button", { name: "Add calendar" }).click();
  await window(page).getByLabel("Name", { exact: true }).fill(name);
  await window(page).getByRole("button", { name: "Add calendar" }).click();
  await expect(window(page)).toContainText("Add a date, choose a country");

  await choose(page, "Public holidays", "germ", "Germany");
  await choose(page, "State", "bay", "Bayern");
  await window(page)
    .getByText(/public holidays in/)
    .click();
  await expect(window(page)).toContainText("Epiphany");
  await window(page).getByRole("button", { name: "Add date" }).click();
  await expect(window(page).getByLabel("Title of date 1")).toBeFocused();
  await page.keyboard.type("Company trip");
  await window(page).getByLabel("First day of date 1").fill("2026-06-12");
  await window(page).getByLabel("Last day of date 1").fill("2026-06-10");
  await window(page).getByRole("button", { name: "Add calendar" }).click();
  await expect(window(page)).toContainText("The last day must not come before the first day.");
  await expect(window(page).getByLabel("Last day of date 1")).toBeFocused();
  await expectAccessible(page);
  await window(page).getByLabel("Last day of date 1").fill("2026-06-13");

  await window(page).getByRole("button", { name: "Import dates" }).click();
  const file = window(page).getByLabel("iCalendar file", { exact: true });
  await file.fill("not a calendar");
  await window(page).getByRole("button", { name: "Show dates" }).click();
  await expect(window(page)).toContainText("This is no iCalendar file.");
  await file.fill(FILE);
  await window(page).getByRole("button", { name: "Show dates" }).click();
  await expect(window(page)).toContainText("1 date found.");
  await expect(window(page)).toContainText("Events left out: 1 at times of day.");
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Add these dates" }).click();
  await expect(window(page).getByLabel("Title of date 2")).toHaveValue("Stocktaking");
  await window(page).getByRole("button", { name: "Add calendar" }).click();
  await expect(row(page, name)).toContainText("Public holidays of Germany, BY");
  await expect(row(page, name)).toContainText("2 dates of its own");

  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await window(page).getByRole("button", { name: "Remove date 1" }).click();
  await window(page).getByRole("button", { name: "Save" }).click();
  await expect(row(page, name)).toContainText("1 date of its own");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove calendar" }).click();
  await expect(row(page, name)).toHaveCount(0);
  await expectAccessible(page);
});

test("an address that may not be asked says so beside its field", async ({ page }) => {
  await page.getByRole("button", { name: "Add calendar" }).click();
  await window(page).getByLabel("Name", { exact: true }).fill(`Inside ${RUN}`);
  await window(page).getByLabel("Address of a calendar").fill("http://169.254.169.254/latest/meta-data");
  await window(page).getByRole("button", { name: "Add calendar" }).click();
  await expect(window(page)).toContainText("This address is not allowed.");
  await expect(window(page).getByLabel("Address of a calendar")).toBeFocused();
  await page.keyboard.press("Escape");
  await window(page).getByRole("button", { name: "Throw away" }).click();
});

test("the list fits a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(row(page, "Public holidays").first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "Add calendar" }).click();
  await window(page).getByRole("button", { name: "Add date" }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
});
