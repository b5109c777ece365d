import { expect, type Locator, type Page } from "@playwright/test";

export const saved = (page: Page): Promise<void> => expect(page.locator("[data-saving=saved]")).toBeVisible();

/** Opens a flow, and waits until its editor answers to keys. */
export async function openFlow(page: Page, id: string): Promise<void> {
  await page.goto(`/flows/${id}`);
  await expect(page.getByText("API request").first()).toBeVisible();
  await saved(page);
  await expect(page.getByText("Checking…")).toBeHidden();
}

export const stepSettings = (page: Page): Locator => page.getByRole("complementary", { name: "Step settings" });

/**
 * The name of the step whose settings are shown. It is the first field: the form of the step before, which stays until the
 * next one's is drawn, can have further fields called so, such as an API request's.
 */
export const stepName = (page: Page): Locator => stepSettings(page).getByLabel("Name", { exact: true }).first();
