import type { Page } from "@playwright/test";
import { expect, signInToFlows, test } from "./studio";

/** Scrolls the places of the sidebar, which do not all fit, to their beginning, and waits until everybody has been told of it. */
const scrollBack = (page: Page) =>
  page.getByRole("link", { name: "Audit log" }).evaluate(async (link) => {
    let box = link.parentElement;
    while (box && box.scrollTop === 0) box = box.parentElement;
    if (!box) throw new Error("Nothing is scrolled.");
    const told = new Promise((resolve) => document.addEventListener("scroll", resolve, { capture: true, once: true }));
    box.scrollTop = 0;
    await told;
  });

test("a tooltip comes by pointer and by keyboard, stays under the pointer and goes with Escape", async ({ page }) => {
  await signInToFlows(page);
  const button = page.getByRole("button", { name: "Switch between light and dark" });
  const tooltip = page.getByRole("tooltip", { name: "Switch between light and dark" });
  await button.hover();
  await expect(tooltip).toBeVisible();
  await tooltip.hover();
  await expect(tooltip).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tooltip).toBeHidden();

  await page.mouse.move(700, 400);
  await page.getByRole("link", { name: "Audit log" }).focus();
  await page.keyboard.press("Tab");
  await expect(button).toBeFocused();
  await expect(tooltip).toBeVisible();
  await expect(button).toHaveAccessibleDescription("Switch between light and dark");
  await scrollBack(page);
  await expect(tooltip, "going there by key can scroll").toBeVisible();
  await page.keyboard.press("Tab");
  await expect(tooltip).toBeHidden();
});
