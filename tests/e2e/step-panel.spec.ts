import type { Page } from "@playwright/test";
import { makeFlow, unique } from "./flow-manager";
import { stepName, stepSettings } from "./open-flow";
import { expect, expectAccessible, placeComponent, STEP_SETTINGS, signIn, test } from "./studio";

async function openStep(page: Page, component: string): Promise<void> {
  await signIn(page);
  const id = await makeFlow(page, unique("Panel"));
  await page.goto(`/flows/${id}`);
  await page.locator(".react-flow__node").filter({ hasText: component }).first().click();
  await expect(stepSettings(page).getByRole("heading", { name: component })).toBeVisible();
}

/** What a template field holds, chips by their names. */
const text = (page: Page) => stepSettings(page).getByRole("textbox", { name: "Text", exact: true });

test("a variable typed into a text becomes a chip, and undo takes it back", async ({ page }) => {
  await openStep(page, "Play audio");
  await text(page).press("ControlOrMeta+a");
  await page.keyboard.type("Hello {{cust");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await page.keyboard.type("!");
  await expect(text(page)).toHaveText(/^Hello .+!$/);
  await expect(text(page).locator("[data-source]")).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(text(page)).toHaveText("Hello {{cust");
});

test("what is pasted is text, whatever it looks like", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openStep(page, "Play audio");
  await page.evaluate(() => navigator.clipboard.writeText("<b>Hi</b> & bye\nsoon"));
  await text(page).press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+v");
  await expect(text(page)).toHaveText("<b>Hi</b> & byesoon");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+c");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("<b>Hi</b> & bye\nsoon");
});

test("what is no number is kept and said, the arrow keys count", async ({ page }) => {
  await openStep(page, "Make outbound call");
  const ring = stepSettings(page).getByLabel("Ring for");
  await ring.fill("abc");
  await expect(stepSettings(page).getByText("Enter a whole number from 10 to 35.")).toBeVisible();
  await expect(ring).toHaveAttribute("aria-invalid", "true");
  await expect(ring).toHaveValue("abc");
  await ring.fill("20");
  await ring.press("ArrowUp");
  await expect(ring).toHaveValue("21");
});

test("a variable is made where one is chosen", async ({ page }) => {
  await openStep(page, "Make outbound call");
  await stepSettings(page)
    .getByRole("combobox", { name: /Contact's number/ })
    .click();
  await page.keyboard.type("Second number");
  await expect(page.getByRole("option", { name: "Create the variable “Second number”" })).toContainText(
    "second_number",
  );
  await page.keyboard.press("Enter");
  await expect(stepSettings(page).getByRole("combobox", { name: /Contact's number/ })).toContainText("Second number");

  await stepSettings(page)
    .getByRole("combobox", { name: /Contact's number/ })
    .focus();
  // It opens when it is typed on.
  await page.keyboard.type("Secret number");
  await page.getByRole("button", { name: "With a label, or sensitive" }).click();
  await expect(page.getByLabel("Name", { exact: true }).last()).toHaveValue("secret_number");
  await page.getByRole("switch", { name: "Sensitive" }).click();
  await page.getByRole("button", { name: "Create variable" }).click();
  await expect(stepSettings(page).getByRole("combobox", { name: /Contact's number/ })).toContainText("Secret number");
});

test("an exit leads to a new step, by keyboard alone", async ({ page }) => {
  await openStep(page, "Make outbound call");
  const below = () =>
    page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
  expect(await below(), "what the page has below its window: only panels scroll").toBe(0);
  await stepSettings(page).getByRole("tab", { name: /Exits/ }).press("Enter");
  await stepSettings(page).getByRole("combobox", { name: /^Busy/ }).press("Enter");
  const search = page.getByRole("dialog", { name: "Send Busy of Call the customer to" });
  await expect(search.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("play");
  await expect(search.getByRole("option", { name: /^Play audio/ })).toContainText("Needs a call");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("run");
  await page.keyboard.press("Enter");
  await expect(stepSettings(page).getByRole("heading", { name: "Run function" })).toBeVisible();
  await expect(stepName(page)).toBeFocused();

  const way = stepSettings(page).getByRole("navigation", { name: "Way to this step" });
  await way.getByRole("button", { name: "Call the customer" }).press("Enter");
  await expect(stepSettings(page).getByRole("combobox", { name: /^Busy/ })).toBeFocused();
});

test("who wants to stay with a step's exits stays, until they choose otherwise", async ({ page }) => {
  await openStep(page, "Make outbound call");
  await stepSettings(page).getByRole("tab", { name: /Exits/ }).click();
  for (const [exit, component] of [
    ["Busy", "Run function"],
    ["No answer", "Traffic splitter"],
  ] as const) {
    await stepSettings(page)
      .getByRole("combobox", { name: new RegExp(`^${exit}`) })
      .click();
    const search = page.getByRole("dialog", { name: /^Send / });
    if (exit === "Busy") await search.getByRole("radio", { name: "Stay here" }).click();
    await expect(search.getByRole("radio", { name: "Stay here" })).toBeChecked();
    await search.getByRole("option", { name: component }).click();
    await expect(stepSettings(page).getByRole("combobox", { name: new RegExp(`^${exit}`) })).toContainText(component);
    await expect(stepSettings(page).getByRole("combobox", { name: new RegExp(`^${exit}`) })).toBeFocused();
  }
});

test("what is empty is an error once it has been left so", async ({ page }) => {
  await openStep(page, "Make outbound call");
  // Of the connection's two actions none is taken for granted.
  await placeComponent(page, "Execute action");
  await expect(stepSettings(page).getByRole("heading", { name: "Execute action" })).toBeVisible();
  await expect(stepSettings(page).locator(".text-bad")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Problems" })).toContainText("still missing");
  // To have had the focus is not to have been touched.
  await stepSettings(page)
    .getByRole("combobox", { name: /^Action/ })
    .focus();
  await page.keyboard.press("Tab");
  await expect(stepSettings(page).locator(".text-bad")).toHaveCount(0);
  await stepSettings(page)
    .getByRole("combobox", { name: /^Action/ })
    .click();
  await expect(stepSettings(page).locator(".text-bad")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(stepSettings(page).getByRole("combobox", { name: /^Action/ })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(stepSettings(page).locator("[id$='-error']")).toHaveCount(1);
});

test("every tab of a step is accessible", async ({ page }) => {
  await openStep(page, "Make outbound call");
  await expectAccessible(page, STEP_SETTINGS);
  await stepSettings(page).getByRole("tab", { name: /Exits/ }).click();
  await expectAccessible(page, STEP_SETTINGS);
});
