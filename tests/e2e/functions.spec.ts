import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "./studio";

/** Names of this run: the world is one, and a test may be run again in it. */
const RUN = Date.now().toString(36);
const NAME = `Discount ${RUN}`;

const SOURCE = `export default function ({ total, member }) {
  console.log("total", total);
  if (total < 0) throw new Error("less than nothing");
  return { discount: member ? total * 0.1 : 0 };
}`;

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const source = (page: Page) => page.getByRole("textbox", { name: "Source in JavaScript" });
const result = (page: Page) => page.getByRole("region", { name: "Test", exact: true });

/** As somebody pastes it: typing would close brackets by itself. */
async function write(page: Page, text: string) {
  await source(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

test.beforeEach(({ page }) => signIn(page));

test("a function is written, tried out and published", async ({ page }) => {
  await page.goto("/admin/functions");
  await expect(row(page, "Greeting by hour")).toContainText("Published v1");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add function" }).click();
  const window = page.getByRole("dialog");
  await window.getByRole("button", { name: "Add function" }).click();
  await expect(window.getByText("Give the function a name.")).toBeVisible();
  await expect(window.getByLabel("Name")).toBeFocused();
  await window.getByLabel("Name").fill(NAME);
  await window.getByRole("button", { name: "Add function" }).click();
  await page.waitForURL(/\/admin\/functions\/[0-9a-f-]{36}$/);

  await page.getByRole("button", { name: "Add input" }).click();
  await page.getByLabel("Input 1: name").fill("the total");
  await page.getByLabel("Input 1: type").click();
  await page.getByRole("option", { name: "Number" }).click();
  await page.getByRole("button", { name: "Add input" }).click();
  await page.getByLabel("Input 2: name").fill("member");
  await page.getByLabel("Input 2: type").click();
  await page.getByRole("option", { name: "Boolean" }).click();
  await page.getByLabel("Input 2: required").click();
  await page.getByRole("button", { name: "Add output" }).click();
  await page.getByLabel("Output 1: name").fill("discount");
  await page.getByLabel("Output 1: type").click();
  await page.getByRole("option", { name: "Number" }).click();
  await write(page, SOURCE);
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("Use letters, digits and _")).toBeVisible();
  await expect(page.getByLabel("Input 1: name")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  await page.getByLabel("Input 1: name").fill("total");

  await result(page).getByRole("textbox", { name: "total" }).fill("much");
  await page.getByRole("button", { name: "Run test" }).click();
  await expect(result(page)).toContainText("The input total must be a number");
  await result(page).getByRole("textbox", { name: "total" }).fill("250");
  await result(page).getByRole("textbox", { name: "member" }).fill("true");
  await page.getByRole("button", { name: "Run test" }).click();
  await expect(result(page).getByRole("row").filter({ hasText: "discount" })).toContainText("25");
  await expect(result(page)).toContainText("total 250");
  await expectAccessible(page);

  await result(page).getByRole("textbox", { name: "total" }).fill("-1");
  await page.getByRole("button", { name: "Run test" }).click();
  await expect(result(page)).toContainText("less than nothing");
  await result(page).getByRole("button", { name: "Go to line 3" }).click();
  await expect(source(page)).toBeFocused();
  await expect(page.locator(".cm-wrong")).toContainText("less than nothing");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("button", { name: "Save and publish" }).click();
  await expect(page.getByText("Published v1")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish" })).toBeDisabled();
  await page.goto("/admin/functions");
  await expect(row(page, NAME)).toContainText("Published v1");
  await page.getByRole("button", { name: `Actions for ${NAME}` }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove function" }).click();
  await expect(row(page, NAME)).toHaveCount(0);
});

test("what cannot be read is not published, and a loop ends by itself", async ({ page }) => {
  await page.goto("/admin/functions");
  await page.getByRole("link", { name: "Greeting by hour" }).click();
  await write(page, "export default function () {\n  return {;\n}");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("dialog")).toContainText("Publish this function?");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save and publish" }).click();
  await expect(page.getByText("Line 2: Unexpected token ';'")).toBeVisible();
  await expect(page.getByText("Draft edits")).toBeVisible();

  await result(page).getByRole("textbox", { name: "time_zone" }).fill("Europe/Lisbon");
  await write(page, "export default function () {\n  for (;;);\n}");
  await page.getByRole("button", { name: "Run test" }).click();
  await expect(result(page)).toContainText("It worked for 2 seconds");
  await expectAccessible(page);
});

test("the editor is left by keyboard, and what is not saved is back after a reload", async ({ page }) => {
  await page.goto("/admin/functions");
  await page.getByRole("link", { name: "Greeting by hour" }).click();
  await source(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Tab");
  await page.keyboard.insertText("// mine");
  await expect(source(page)).toBeFocused();
  await expect(page.getByText("Not saved yet; kept in this browser.")).toBeVisible();
  // Tab leaves within two seconds of Escape; on a busy machine it can come later.
  await expect(async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await expect(source(page)).not.toBeFocused({ timeout: 500 });
  }).toPass();

  await page.reload();
  await expect(page.getByText("Your unsaved changes are back.")).toBeVisible();
  await expect(source(page)).toContainText("// mine");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Discard them" }).click();
  await expect(source(page)).not.toContainText("// mine");
});
