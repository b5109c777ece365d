import { expect, expectAccessible, expectStructure, signedIn, signInToFlows, startByApi, test } from "./studio";
import { openPage, STUDIO_PAGES } from "./studio-pages";

signedIn.beforeAll(() => startByApi("+12025550126", "+12025550141"));

for (const [name, shown] of Object.entries(STUDIO_PAGES)) {
  signedIn(`${name}: reads well for everybody, and fits a phone`, async ({ page }) => {
    await openPage(page, shown);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    const sideways = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(sideways, { message: "pixels to the side at 390" }).toBeLessThanOrEqual(0);
    await expectStructure(page);
  });
}

test("the theme is switched by hand and kept", async ({ page }) => {
  await signInToFlows(page);
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("button", { name: "Switch between light and dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
