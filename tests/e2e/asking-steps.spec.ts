import type { Page } from "@playwright/test";
import { makeFlow, unique } from "./flow-manager";
import { stepSettings } from "./open-flow";
import { expect, expectAccessible, placeComponent, STEP_SETTINGS, signIn, test } from "./studio";

async function addStep(page: Page, component: string): Promise<void> {
  await signIn(page);
  await page.goto(`/flows/${await makeFlow(page, unique("Asks"))}`);
  await placeComponent(page, component);
  await expect(stepSettings(page).getByRole("heading", { name: component })).toBeVisible();
}

test("a spoken menu: what is added has the focus, and a key stands for a phrase by its name", async ({ page }) => {
  await addStep(page, "Voice IVR");
  const keywords = stepSettings(page).getByRole("textbox", { name: "Value" });
  await stepSettings(page).getByRole("button", { name: "Add keyword" }).click();
  await page.keyboard.type("yes");
  await expect(keywords).toHaveText(["", "yes"]);
  await stepSettings(page).getByRole("button", { name: "Remove keyword 1" }).click();
  await expect(keywords).toHaveText(["yes"]);
  await stepSettings(page).getByRole("button", { name: "Add phrase" }).click();
  await page.keyboard.type("Refuses");
  await expect(stepSettings(page).getByRole("textbox", { name: "Name" }).last()).toHaveValue("Refuses");

  await stepSettings(page).getByRole("button", { name: "Add key", exact: true }).click();
  await expect(stepSettings(page).getByRole("combobox", { name: "Key", exact: true })).toHaveText("1");
  await expect(stepSettings(page).getByRole("combobox", { name: "Key", exact: true })).toBeFocused();
  await expect(stepSettings(page).getByText("Choose one.")).toBeHidden();
  await stepSettings(page).getByRole("combobox", { name: "Stands for" }).click();
  await page.keyboard.press("Escape");
  await expect(stepSettings(page).getByRole("combobox", { name: "Stands for" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(stepSettings(page).getByText("Choose one.")).toBeVisible();
  await stepSettings(page).getByRole("combobox", { name: "Stands for" }).click();
  await page.getByRole("option", { name: "Refuses" }).click();
  await expect(stepSettings(page).getByText("Choose one.")).toBeHidden();
  await expectAccessible(page, STEP_SETTINGS);
});

test("a menu's keys: the next free one is proposed, and the same one twice is told beside it", async ({ page }) => {
  await addStep(page, "Standard IVR");
  await stepSettings(page).getByRole("button", { name: "Add key", exact: true }).click();
  const keys = stepSettings(page).getByRole("combobox", { name: "Key", exact: true });
  await expect(keys).toHaveText(["1", "2"]);
  await stepSettings(page).getByRole("textbox", { name: "Text" }).fill("Press 1.");
  await stepSettings(page).getByRole("textbox", { name: "Name" }).last().fill("Service");
  await keys.last().click();
  await page.getByRole("option", { name: "1", exact: true }).click();
  await expect(stepSettings(page).getByText("The key 1 is there twice. Choose another.")).toBeVisible();
  await stepSettings(page).getByRole("tab", { name: "Exits" }).click();
  await expect(stepSettings(page).getByText("Service", { exact: true })).toBeVisible();
});

test("an agent's accept key without a whisper that says so is warned about", async ({ page }) => {
  await addStep(page, "Forward to external number");
  await stepSettings(page).getByRole("textbox", { name: "Number", exact: true }).fill("+12025550130");
  await stepSettings(page).getByRole("combobox", { name: "Accept key" }).click();
  await page.getByRole("option", { name: "1", exact: true }).click();
  await expect(
    stepSettings(page).getByText("Nobody tells the agent to press 1. Add a whisper that does."),
  ).toBeVisible();
  await stepSettings(page).getByRole("button", { name: "Add whisper" }).click();
  await stepSettings(page).getByRole("textbox", { name: "Text" }).fill("Press 1 to take the call.");
  await expect(stepSettings(page).getByText("Nobody tells the agent")).toBeHidden();
  await expectAccessible(page, STEP_SETTINGS);
});
