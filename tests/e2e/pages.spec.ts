import { expect, expectAccessible, signIn, test } from "./studio";

const PAGES = [
  { path: "/flows", heading: "Flows" },
  { path: "/interactions", heading: "Interactions" },
  { path: "/interactions/callbacks", heading: "Callbacks" },
  { path: "/phone", heading: "Test phones" },
  { path: "/docs/api", heading: "API reference" },
  { path: "/nowhere", heading: "There is no page here" },
];

for (const { path, heading } of PAGES) {
  test(`${path} reads well for everybody`, async ({ page }) => {
    await signIn(page);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expectAccessible(page);
  });
}

test("the theme is switched by hand and kept", async ({ page }) => {
  await signIn(page);
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("button", { name: "Switch between light and dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
