import { expect, signInToFlows, test } from "./studio";

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
  await page.keyboard.press("Tab");
  await expect(tooltip).toBeHidden();
});
