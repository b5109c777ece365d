import type { Page } from "@playwright/test";
import { demo, expect, expectAccessible, signIn, test } from "./studio";

async function openTest(page: Page) {
  await signIn(page);
  await page.goto(`/flows/${demo().flow_id}`);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  return page.getByRole("region", { name: "Test", exact: true });
}

test("a run by keyboard alone, told aloud, shown and stepped back", async ({ page }) => {
  const panel = await openTest(page);
  await panel.getByRole("button", { name: "Start the test" }).focus();
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("button", { name: /The customer answers/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("button", { name: /hears it to the end/ })).toBeFocused();
  await expect(panel.getByText(/The customer answered\. Call the customer: Answered\. Now in Announce/)).toBeAttached();
  await panel.getByRole("button", { name: "Show TwiML" }).click();
  await expect(panel.getByText('<Say language="en-US" voice="Polly.Joanna">Thank you')).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole("button", { name: "Step back" }).click();
  await expect(panel.getByRole("button", { name: /No answer after 15 s/ })).toBeVisible();
  await panel.getByRole("button", { name: /line is busy/ }).click();
  const ended = panel.getByRole("region", { name: "How it ended" });
  await expect(ended).toContainText("Completed");
  await expect(panel.getByRole("region", { name: "Steps" })).toContainText("Busy");
});

test("a finished run is saved as a test, run and removed", async ({ page }) => {
  const name = `Fault ${Date.now()}`;
  const panel = await openTest(page);
  await panel.getByRole("combobox", { name: "Customer" }).click();
  await page.getByRole("option", { name: "Carrier reports a fault" }).click();
  await panel.getByRole("button", { name: "Start the test" }).click();
  await panel.getByRole("button", { name: "Save as a test of this flow" }).click();
  await panel.getByLabel("Name of the test").fill(name);
  await panel.getByRole("button", { name: "Save test" }).click();
  await panel.getByRole("radio", { name: "Saved tests" }).click();
  const saved = panel.getByRole("listitem").filter({ hasText: name });
  await saved.getByRole("button", { name: `Run ${name}` }).click();
  await expect(saved).toContainText("Passed");
  await expectAccessible(page);
  await saved.getByRole("button", { name: `Remove ${name}` }).click();
  await page.getByRole("button", { name: "Remove test" }).click();
  await expect(saved).toHaveCount(0);
});
