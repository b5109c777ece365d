import type { Page } from "@playwright/test";
import { makeFlow, unique } from "./flow-manager";
import { stepSettings } from "./open-flow";
import { baseURL, expect, expectAccessible, signIn, test } from "./studio";

const window = (page: Page) => page.getByRole("dialog");
/** The front itself, by an address that the demo's operator allows. */
const OURSELVES = `http://127.0.0.1:${new URL(baseURL).port || 80}/api`;
const SECRET = "a-key-nobody-reads";

test.beforeEach(({ page }) => signIn(page));

test("a connection and its action are made, tested, used and removed, and the secret never comes back", async ({
  page,
}) => {
  const name = unique("Orders");
  const seen: string[] = [];
  page.on("response", async (response) => {
    if (response.url().includes("/api/trpc/")) seen.push(await response.text().catch(() => ""));
  });
  await page.goto("/admin/connections");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add connection" }).click();
  await window(page).getByLabel("Base URL").fill("http://169.254.169.254/latest");
  await window(page).getByRole("button", { name: "Add connection" }).click();
  await expect(window(page).getByText("This address lies in a network")).toBeVisible();
  await expect(window(page).getByText("Give the connection a name.")).toBeVisible();
  await expect(window(page).getByLabel("Name")).toBeFocused();
  await expectAccessible(page);

  await window(page).getByLabel("Name").fill(name);
  await window(page).getByLabel("Base URL").fill(OURSELVES);
  await window(page).getByLabel("Authentication").click();
  await page.getByRole("option", { name: "API key in a header" }).click();
  await window(page).getByLabel("Key", { exact: true }).fill(SECRET);
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Add connection" }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByText("No action yet")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Add action" }).first().click();
  await window(page).getByLabel("Name", { exact: true }).fill("Is it ready");
  await window(page).getByLabel("Path").fill("/health/{{ which }}");
  await window(page).getByRole("button", { name: "Add action" }).click();
  await expect(window(page).getByText("There is no input which.")).toBeVisible();
  await window(page).getByRole("button", { name: "Add input" }).click();
  await window(page).getByLabel("Name", { exact: true }).nth(1).fill("which");
  await window(page).getByRole("button", { name: "Add output" }).click();
  await window(page).getByLabel("Name", { exact: true }).nth(2).fill("state");
  await window(page).getByLabel("Where in the answer").fill("$.status");
  await expectAccessible(page);
  await window(page).getByRole("button", { name: "Add action" }).click();

  await page.getByRole("button", { name: "Test Is it ready" }).click();
  await window(page).getByLabel("which").fill("ready");
  await window(page).getByRole("button", { name: "Test action" }).click();
  await expect(window(page).getByText("HTTP 200")).toBeVisible();
  await expect(window(page).getByRole("row", { name: "state ready" })).toBeVisible();
  await expectAccessible(page);
  await window(page).getByLabel("which").fill("nowhere");
  await window(page).getByRole("button", { name: "Test action" }).click();
  await expect(window(page).getByText("The service answered with HTTP 404.")).toBeVisible();
  await window(page).getByRole("button", { name: "Close" }).last().click();

  await useIt(page, name);

  await page.goto("/admin/connections");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(window(page)).toContainText(`${name} is in use`);
  await expectAccessible(page);
  expect(seen.join("\n")).not.toContain(SECRET);
});

/** A step asks the action: its input has a field of its own, its output a variable. */
async function useIt(page: Page, connection: string): Promise<void> {
  const flow = await makeFlow(page, unique("Asks"));
  await page.goto(`/flows/${flow}`);
  await page.getByRole("button", { name: "Search components" }).click();
  await page.getByRole("searchbox", { name: "Search components" }).fill("execute");
  await page.keyboard.press("Enter");
  await expect(stepSettings(page).getByRole("heading", { name: "Execute action" })).toBeVisible();
  await expect(stepSettings(page).getByText("Choose the action first.")).toBeVisible();
  await stepSettings(page)
    .getByRole("combobox", { name: /Connection/ })
    .click();
  await page.getByRole("option", { name: connection }).click();
  await stepSettings(page)
    .getByRole("combobox", { name: /Action/ })
    .click();
  await page.getByRole("option", { name: "Is it ready" }).click();
  // What has not been touched is no error yet: it is only counted.
  await expect(stepSettings(page).getByRole("tab", { name: "Preferences 1 still missing" })).toBeVisible();
  await expect(stepSettings(page).getByText("Fill in the input which.")).toHaveCount(0);
  await stepSettings(page).getByRole("textbox", { name: "which" }).click();
  for (const key of ["x", "Backspace", "Tab"]) await page.keyboard.press(key);
  await expect(stepSettings(page).getByText("Fill in the input which.")).toBeVisible();
  await stepSettings(page).getByRole("textbox", { name: "which" }).click();
  await page.keyboard.type("ready");
  await expect(stepSettings(page).getByText("Fill in the input which.")).toHaveCount(0);
  await expect(stepSettings(page).getByRole("combobox", { name: /state/ })).toBeVisible();
  await stepSettings(page).getByRole("button", { name: "Add another output" }).click();
  await stepSettings(page).getByLabel("Name of the output").fill("extra");
  await page.keyboard.press("Enter");
  await expect(stepSettings(page).getByRole("combobox", { name: /extra/ })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByText("Saved", { exact: false }).first()).toBeVisible();
}

test("connections read well on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto("/admin/connections");
  await expect(page.getByRole("link", { name: "Patchcord API" })).toBeVisible();
  await expectAccessible(page);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(overflow).toBe(false);
});
