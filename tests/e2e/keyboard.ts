import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any screen has; a walk that takes longer has missed what it looked for. */
const MAX_STOPS = 80;

const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses a key until the target has the focus, as somebody without a mouse would. Waits for the target to be there. */
async function walk(page: Page, target: Locator, key: string): Promise<void> {
  for (let pressed = 0; pressed < MAX_STOPS; pressed += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
  }
  await expect(target, `reached by pressing ${key}`).toBeFocused();
}

export const tabTo = (page: Page, target: Locator): Promise<void> => walk(page, target, "Tab");
export const tabBackTo = (page: Page, target: Locator): Promise<void> => walk(page, target, "Shift+Tab");

/** Goes to a button or a link and presses it. */
export async function pressOn(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** From any line of the outline to another, by the arrow keys alone. */
export async function lineTo(page: Page, name: string | RegExp): Promise<void> {
  await page.keyboard.press("Home");
  await walk(page, page.getByRole("treeitem", { name }).first(), "ArrowDown");
}

/** Goes to a list of choices, opens it, and takes the first that is found by typing. */
export async function chooseIn(page: Page, list: Locator, wanted: string): Promise<void> {
  await pressOn(page, list);
  const search = page.getByRole("combobox", { name: "Search", exact: true });
  await expect(search).toBeFocused();
  await page.keyboard.type(wanted);
  await expect(page.getByRole("option").first()).toContainText(wanted);
  await page.keyboard.press("Enter");
  await expect(list).toContainText(wanted);
}
