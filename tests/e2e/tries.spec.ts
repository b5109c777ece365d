import { change, makeFlow, publishFlow, unique } from "./flow-manager";
import { saved, stepSettings } from "./open-flow";
import { expect, expectAccessible, STEP_SETTINGS, signIn, startByApi, test } from "./studio";

test("a step is told to ring again, and its interaction says when it does", async ({ page }) => {
  await signIn(page);
  const id = await makeFlow(page, unique("Rings again"));
  await page.goto(`/flows/${id}`);
  const node = page.locator(".react-flow__node").filter({ hasText: "Make outbound call" }).first();
  await node.click();
  const settings = stepSettings(page);
  await settings.getByRole("button", { name: "Add a result to try again after" }).click();
  await settings.getByRole("combobox", { name: "After" }).click();
  await page.getByRole("option", { name: "Busy" }).click();
  await settings.getByLabel("Ring again").fill("3");
  await settings.getByLabel("Wait", { exact: true }).fill("5");
  await settings.getByRole("combobox", { name: "Keep trying" }).click();
  await page.getByRole("option", { name: "Until a time of day" }).click();
  await expect(settings.getByLabel("No try after")).toHaveValue("20:00");
  await expect(node).toContainText("up to 4 tries");
  await expectAccessible(page, STEP_SETTINGS);
  await saved(page);

  // A clock cannot run out on the test: until the tries are used up.
  await settings.getByRole("combobox", { name: "Keep trying" }).click();
  await page.getByRole("option", { name: "Until the tries are used up" }).click();
  await saved(page);
  await publishFlow(page, id);
  const interaction = await startByApi("+12025550121", "+12025550141", id);
  await page.goto(`/interactions/${interaction}`);
  await expect(page.getByText("The contact was not reached, and is rung again.")).toBeVisible();
  await expect(page.getByText(/^Waiting for the next try: \+12025550121 is rung at/)).toBeVisible();
  await expect(page.getByText(/^Try 1: Busy\. Rung again from/)).toBeVisible();
  await expectAccessible(page);
  await change(page, "interactions.cancel", { id: interaction });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Cancelled");
});
