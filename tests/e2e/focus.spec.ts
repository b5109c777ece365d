import type { Page } from "@playwright/test";
import { change, makeFlow, unique } from "./flow-manager";
import { expectFocusKept, lineTo, tabThrough } from "./keyboard";
import { expect, startByApi, signedIn as test } from "./studio";
import { openPage, STUDIO_PAGES } from "./studio-pages";

test.beforeAll(() => startByApi("+12025550127", "+12025550141"));

/** Opens by Enter, walks what has opened, closes it by Escape: the focus is where it was. */
async function openAndClose(page: Page, button: ReturnType<Page["getByRole"]>): Promise<void> {
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectFocusKept(page);
  await tabThrough(page, page.getByRole("dialog"));
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expectFocusKept(page);
  await expect(button).toBeFocused();
}

for (const [name, shown] of Object.entries(STUDIO_PAGES)) {
  test(`${name}: every control by Tab, every dialog and menu by Enter and Escape`, async ({ page }) => {
    await openPage(page, shown);
    // The sidebar is the same everywhere: one page walks it. What is no page has none.
    if (name !== "flows" && name !== "no page") await page.locator("#content").focus();
    await tabThrough(page, page.locator("body"));
    for (const opener of shown.opens ?? []) {
      await openAndClose(page, page.getByRole("button", { name: opener, exact: true }).first());
    }
    const menus = page.locator("main").locator("button[aria-haspopup=menu], button[role=combobox]");
    const seen = new Set<string>();
    for (const menu of await menus.all()) {
      const name = (await menu.getAttribute("aria-label")) ?? (await menu.textContent()) ?? "";
      // One row's menu is like another's.
      const kind = name.startsWith("Actions for") ? "Actions" : name;
      if (seen.has(kind) || !(await menu.isVisible()) || !(await menu.isEnabled())) continue;
      seen.add(kind);
      await menu.focus();
      await page.keyboard.press("Enter");
      await expect(page.locator("[role=menu], [role=listbox]").first()).toBeVisible();
      await expectFocusKept(page);
      await page.keyboard.press("Escape");
      await expect(page.locator("[role=menu], [role=listbox]")).toHaveCount(0);
      await expectFocusKept(page);
    }
  });
}

test("Delete in the outline and on the canvas: the focus goes where one looks", async ({ page }) => {
  const id = await makeFlow(page, unique("Focus"));
  await page.goto(`/flows/${id}`);
  await page.getByRole("button", { name: /^Outline/ }).click();
  await expect(page.getByRole("treeitem").first()).toBeFocused();
  await lineTo(page, /^Announce agent joining call,/);
  await page.keyboard.press("Delete");
  await expectFocusKept(page);
  await expect(page.getByRole("treeitem").and(page.locator(":focus"))).toHaveCount(1);

  const step = page.locator(".react-flow__node-step").filter({ hasText: "Make outbound call" }).first();
  await step.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Delete");
  await expect(step).toHaveCount(0);
  await expectFocusKept(page);
  await expect(page.locator(".react-flow__node-step:focus, .react-flow:focus")).toHaveCount(1);
});

test("a row that is removed hands the focus to the next one, the last one to the page", async ({ page }) => {
  const run = Date.now().toString().slice(-6);
  const names = ["A", "B"].map((letter) => `Focus ${letter} ${run}`);
  for (const name of names) await change(page, "admin.functions.add", { name, description: "" });
  await page.goto(`/admin/functions?search=${encodeURIComponent(`Focus`)}`);
  for (const name of names) {
    await page.getByRole("button", { name: `Actions for ${name}` }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Remove" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove function" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(0);
    await expectFocusKept(page);
  }
});
