import type { Browser, Page } from "@playwright/test";
import { change, unique } from "./flow-manager";
import { expect, expectAccessible, signIn, startByApi, test } from "./studio";

test.beforeEach(({ page }) => signIn(page));

/** Somebody of the same account, in a browser of their own. */
async function colleague(page: Page, browser: Browser): Promise<Page> {
  const { url } = await change<{ url: string }>(page, "admin.users.invite", {
    ...{ name: "Vera", email: `colleague-${crypto.randomUUID()}@example.com`, role: "viewer" },
  });
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(url);
  await theirs.getByLabel("Password").fill("a long enough password");
  await theirs.getByRole("button", { name: "Save and sign in" }).click();
  await theirs.waitForURL((to) => !to.pathname.startsWith("/welcome"));
  return theirs;
}

test("a view is saved, opened by its link, shared, seen by another member, and removed", async ({ page, browser }) => {
  const [mine, ours] = [unique("Mine"), unique("Ours")];
  const dialog = page.getByRole("dialog");
  const open = () => page.getByRole("button", { name: "Saved views" }).click();
  await page.goto("/reports/flow-execution?period=30d&zone=Asia/Tokyo&exit=Busy");
  await open();
  await dialog.getByLabel("Save this view as").fill(mine);
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: mine })).toContainText("only you");
  await dialog.getByLabel("Save this view as").fill(ours);
  await dialog.getByLabel("Everybody in the account sees it").check();
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: ours })).toContainText("shared");
  await expectAccessible(page);

  await page.goto("/reports/flow-execution");
  await open();
  await dialog.getByRole("link", { name: mine }).click();
  await expect(page).toHaveURL(/exit=Busy/);
  await expect(page.getByRole("combobox", { name: "Exit" })).toContainText("Busy");
  await expect(page.getByRole("combobox", { name: "Period" })).toContainText("Last 30 days");

  const vera = await colleague(page, browser);
  await vera.goto("/reports/flow-execution");
  await vera.getByRole("button", { name: "Saved views" }).click();
  const theirs = vera.getByRole("dialog");
  await expect(theirs.getByRole("link", { name: mine })).toHaveCount(0);
  await expect(theirs.getByRole("button", { name: `Remove ${ours}` })).toHaveCount(0);
  await theirs.getByRole("link", { name: ours }).click();
  await expect(vera).toHaveURL(/exit=Busy/);
  await expect(vera.getByRole("button", { name: "Schedule…" })).toHaveCount(0);
  await vera.context().close();

  await open();
  for (const name of [mine, ours]) {
    await dialog.getByRole("button", { name: `Remove ${name}` }).click();
    await expect(dialog.getByRole("link", { name })).toHaveCount(0);
  }
});

test("an admin chooses a variable as a column; it is in the report, in a view's link and in the list", async ({
  page,
}) => {
  const id = await startByApi("+12025550121", "+12025550141");
  const dialog = page.getByRole("dialog");
  await page.goto("/reports/flow-execution?period=today&zone=UTC&exit=Busy");
  await page.getByRole("button", { name: "Columns" }).click();
  await dialog
    .getByRole("combobox", { name: "Add a variable" })
    .or(dialog.getByRole("button", { name: "Add a variable" }))
    .first()
    .click();
  await page.getByRole("option", { name: "contact_2" }).click();
  await expect(dialog.getByRole("checkbox", { name: "contact_2" })).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Close" }).first().click();
  const row = page.getByRole("row").filter({ hasText: id });
  await expect(row).toContainText("+12025550141", { timeout: 90_000 });
  await expect(page.getByRole("columnheader", { name: "contact_2" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Columns" }).click();
  await dialog.getByRole("checkbox", { name: "contact_2" }).uncheck();
  await expect(page).toHaveURL(/columns=/);
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByRole("columnheader", { name: "contact_2" })).toHaveCount(0);
  await page.goto("/interactions");
  await expect(page.getByRole("columnheader", { name: "contact_2" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Columns" }).click();
  await dialog.getByRole("button", { name: "Remove contact_2" }).click();
  await expect(dialog.getByRole("checkbox")).toHaveCount(0);
});
