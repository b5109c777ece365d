import type { Page } from "@playwright/test";
import { makeFlow, unique, untilListed } from "./flow-manager";
import { stepName, stepSettings } from "./open-flow";
import { demo, expect, expectAccessible, signInToFlows, startByApi, test } from "./studio";

test.beforeEach(async ({ page }) => {
  await signInToFlows(page);
  await untilListed(page);
});

/** Opens the list by its keys and types; the first choice that matches has to be `wanted`. */
async function find(page: Page, typed: string, wanted: string | RegExp): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.type(typed);
  const chosen = page.getByRole("option").and(page.locator("[data-selected=true]"));
  await expect(chosen).toContainText(wanted);
}

test("Ctrl+K finds pages, flows, interactions and actions from wherever one is", async ({ page }) => {
  const flow = await makeFlow(page, unique("Lighthouse"));
  const id = await startByApi("+12025550128", "+12025550141");
  await page.goto("/admin/numbers");
  await untilListed(page);
  await find(page, "audit", "Audit log");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin\/audit$/);
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();

  await find(page, id, "+12025550128");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/interactions/${id}$`));

  await find(page, "555-0128", "+12025550128");
  await page.keyboard.press("Escape");
  await find(page, "lighthouse", /Lighthouse/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/flows/${flow}`));
  await expect(page.getByText("API request").first()).toBeVisible();

  // In the editor the same list has the flow's steps and commands, too; a field with the focus does not hold the keys.
  const settings = page.getByRole("complementary", { name: "Flow settings" });
  await settings.getByLabel("Name", { exact: true }).focus();
  await find(page, "customer", "Call the customer");
  await page.keyboard.press("Enter");
  await expect(stepName(page)).toHaveValue("Call the customer");
  await find(page, "create a flow", "Create a flow");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /flow/i })).toBeVisible();
});

test("what the server finds late is marked, so that Enter opens it", async ({ page }) => {
  await makeFlow(page, unique("Edited"));
  const id = await startByApi("+12025550128", "+12025550141");
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/interactions\.list/, async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.type(id);
  // Until it answers nothing matches, or what was there before still does.
  await expect(page.getByRole("option", { name: "+12025550128" })).toHaveCount(0);
  answer();
  const found = page.getByRole("option", { name: /^\+12025550128/ });
  await expect(found).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/interactions/${id}$`));
});

test("the button in the sidebar opens it, and Escape gives the focus back", async ({ page }) => {
  await page.goto("/interactions");
  const button = page.getByRole("button", { name: /^Go to/ });
  await button.click();
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
});

test("on a phone the editor is the outline: texts and numbers are edited, an exit is sent on", async ({ page }) => {
  const flow = await makeFlow(page, unique("Phone"));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/flows/${flow}`);
  await expect(page.getByRole("tree", { name: "Steps and exits" })).toBeVisible();
  await expect(page.locator(".react-flow")).toHaveCount(0);
  await page.getByRole("treeitem", { name: /^Call the customer,/ }).click();
  const settings = stepSettings(page);
  await settings.getByLabel("Ring for").fill("21");
  await stepName(page).fill("Ring the customer");
  await expectAccessible(page);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "Outline", exact: true }).click();
  await expect(page.getByRole("treeitem", { name: /^Ring the customer,/ })).toBeFocused();
  await page.getByRole("treeitem", { name: /^Exit Busy of Ring the customer/ }).click();
  await expect(page.getByRole("dialog", { name: /^Send Busy of Ring the customer/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
  await page.reload();
  await page.getByRole("treeitem", { name: /^Ring the customer,/ }).click();
  await expect(settings.getByLabel("Ring for")).toHaveValue("21");
});

test("the demo's flow is found by name", async ({ page }) => {
  await find(page, "Report a problem", "Report a problem");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/flows/${demo().flow_id}`));
});
