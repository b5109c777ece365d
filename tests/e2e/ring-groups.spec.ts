import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "./studio";

/** Rows of this run: the world is one, and a test may be run again in it. */
const RUN = Date.now().toString(36);

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const form = (page: Page) => page.getByRole("dialog").first();

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto("/admin/ring-groups");
});

test("a group of agents with working hours, made, changed and removed", async ({ page }) => {
  const name = `Night shift ${RUN}`;
  await expect(row(page, "Installers")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add ring group" }).click();
  await form(page).getByLabel("Name", { exact: true }).fill(name);
  await form(page).getByLabel("Phone number of agent 1").fill("0130");
  await form(page).getByRole("button", { name: "Add agent" }).click();
  await expect(form(page).getByLabel("Phone number of agent 2")).toBeFocused();
  await page.keyboard.type("+12025550131");
  await form(page).getByRole("button", { name: "Add ring group" }).click();
  await expect(form(page).getByLabel("Phone number of agent 1")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);

  await form(page).getByLabel("Phone number of agent 1").fill("+12025550130");
  await form(page).getByRole("button", { name: "Ring agent 2 earlier" }).click();
  await expect(form(page).getByLabel("Phone number of agent 1")).toHaveValue("+12025550131");
  await form(page).getByRole("button", { name: "Add working hours" }).click();
  await form(page).getByRole("button", { name: "Add ring group" }).click();
  await expect(form(page)).toBeHidden();
  await expect(row(page, name)).toBeVisible();

  await row(page, name)
    .getByRole("button", { name: /^Actions/ })
    .click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove ring group" }).click();
  await expect(row(page, name)).toBeHidden();
});

test("a group that a flow names stays", async ({ page }) => {
  await row(page, "Installers")
    .getByRole("button", { name: /^Actions/ })
    .click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(form(page)).toContainText("Installers is in use");
  await expect(form(page)).toContainText("Service desk");
  await expectAccessible(page);
});

test("on a phone the table scrolls inside the page", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(row(page, "Installers")).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
