import type { Page } from "@playwright/test";
import { makeFlow, unique } from "./flow-manager";
import { chooseIn, lineTo, tabBackTo } from "./keyboard";
import { openFlow, stepName, stepSettings } from "./open-flow";
import { expect, signIn, test } from "./studio";

const line = (page: Page, name: string | RegExp) => page.getByRole("treeitem", { name }).first();

/** Types into the list that a key has opened, and takes what is found first. */
async function take(page: Page, list: RegExp, wanted: string): Promise<void> {
  const open = page.getByRole("dialog", { name: list });
  await expect(open.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(wanted);
  await expect(open.getByRole("option").first()).toContainText(wanted);
  await page.keyboard.press("Enter");
  await expect(open).toBeHidden();
}

test("a flow is wired, added to and set by its outline, by keys alone", async ({ page }) => {
  await signIn(page);
  await openFlow(page, await makeFlow(page, unique("By outline")));
  await page.keyboard.press("o");
  await expect(line(page, /^API request,/)).toBeFocused();

  await lineTo(page, "Exit Busy of Call the customer,");
  await page.keyboard.press("Enter");
  await take(page, /^Send Busy of Call the customer to/, "Call agent via external number");
  await expect(line(page, "Exit Busy of Call the customer, leads to Call agent via external number")).toBeVisible();
  await tabBackTo(page, page.getByRole("tree").locator("[role=treeitem][tabindex='0']"));
  await lineTo(page, "Exit Busy of Call the customer,");
  await page.keyboard.press("Insert");
  await take(page, /^Add a step after Call the customer/, "Run function");
  await expect(line(page, "Exit Busy of Call the customer, leads to Run function")).toBeVisible();

  await tabBackTo(page, page.getByRole("tree").locator("[role=treeitem][tabindex='0']"));
  await lineTo(page, /^Call the customer,/);
  await page.keyboard.press("Enter");
  await expect(stepName(page)).toBeFocused();
  await chooseIn(page, stepSettings(page).getByRole("combobox", { name: /^Contact's number/ }), "contact_2");
  await tabBackTo(page, stepSettings(page).getByRole("tab", { name: /^Preferences/ }));
  await page.keyboard.press("ArrowRight");
  await expect(stepSettings(page).getByRole("tab", { name: /^Exits/ })).toBeFocused();
  await tabBackTo(page, page.getByRole("tree").locator("[role=treeitem][tabindex='0']"));
  await expect(line(page, /^Call the customer,/)).toBeFocused();
});
