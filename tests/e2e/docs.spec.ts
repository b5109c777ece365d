import { expect, expectAccessible, test } from "./studio";

test("who reads a problem document can open what it points to without an account", async ({ page, request }) => {
  const refused = await request.post("/api/flows/00000000-0000-7000-8000-000000000000/interactions");
  const { type } = (await refused.json()) as { type: string };
  await page.goto(type);
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  await expect(page.locator("#unauthorized")).toBeInViewport();
  await expect(page.getByRole("navigation", { name: "Studio" })).toHaveCount(0);
  await expectAccessible(page);
});

test("signing in from the API reference comes back to it, with the studio around it", async ({ page }) => {
  await page.goto("/docs/api");
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Continue as demo admin" }).click();
  await expect(page).toHaveURL("/docs/api");
  await expect(page.getByRole("navigation", { name: "Studio" })).toBeVisible();
});

test("the API reference shows requests with all that they cannot do without", async ({ page }) => {
  await page.goto("/docs/api");
  const upload = page.locator("#createPrompt");
  for (const part of ["/api/prompts?name=NAME", "Content-Type: audio/wav", "--data-binary @FILE"])
    await expect(upload).toContainText(part);
  await expect(page.locator("#changeNumber")).toContainText("-H 'If-Match: \"5f0c3a1be2d49c77\"'");
});
