import { readFileSync } from "node:fs";
import { expect, expectAccessible, signIn, startByApi, test } from "./studio";

test.beforeEach(({ page }) => signIn(page));

test("a call is in the figures a moment later, and each figure opens it", async ({ page }) => {
  const id = await startByApi("+12025550121", "+12025550141");
  await page.goto("/reports?period=today&zone=UTC");
  await expect(page.getByRole("heading", { name: "Reports", level: 1 })).toBeVisible();
  const nobody = page.getByRole("link", { name: /^Nobody answered: [1-9]/ });
  // The page asks again by itself.
  await expect(nobody).toBeVisible({ timeout: 90_000 });
  await expectAccessible(page);
  await nobody.click();
  await expect(page.getByText("As a report counts them: nobody answered")).toBeVisible();
  await expect(page.locator(`a[href="/interactions/${id}"]`)).toBeVisible();
});

test("a call is a row a step in the flow execution report, which is exported whole", async ({ page }) => {
  const id = await startByApi("+12025550121", "+12025550141");
  await page.goto("/reports/flow-execution?period=today&zone=UTC&exit=Busy");
  const row = page.getByRole("row").filter({ hasText: id });
  await expect(row).toContainText("Make outbound call", { timeout: 90_000 });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Export…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Those who were busy");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const exported = page.getByRole("row").filter({ hasText: "Those who were busy" }).first();
  await expect(exported).toContainText("Whole");
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await exported.getByRole("link", { name: "Download" }).click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trim()
    .split("\n");
  expect(lines[0]).toMatch(/^Call SID,Flow Execution ID,.*,Step Order,/);
  expect(lines.filter((line) => line.includes(id))).toHaveLength(1);
  expect(lines.at(-1)).toMatch(
    new RegExp(`^# rows: ${lines.length - 2}; sha256 of all before this line: [0-9a-f]{64}$`),
  );
});
