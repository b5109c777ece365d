import { expect, expectAccessible, signIn, startByApi, test } from "./studio";

test.beforeEach(({ page }) => signIn(page));

test("the list shows an interaction by itself, and filters by number in the address", async ({ page }) => {
  await page.goto("/interactions");
  await expect(page.getByRole("heading", { name: "Interactions" })).toBeVisible();
  const id = await startByApi("+12025550124", "+12025550141");
  const link = page.locator(`a[href="/interactions/${id}"]`);
  await expect(link).toBeVisible();
  await page.getByRole("searchbox", { name: "Number or interaction id" }).fill("555-0124");
  await expect(page).toHaveURL(/search=/);
  await expect(link).toBeVisible();
  await page.getByRole("searchbox", { name: "Number or interaction id" }).fill("999999");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await page.getByRole("searchbox", { name: "Number or interaction id" }).fill(id);
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(link).toBeVisible();
  await page.getByRole("searchbox", { name: "Number or interaction id" }).fill("Ada");
  await expect(page.getByText("“Ada” is no number and no id")).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(link).toBeVisible();
  await page.getByRole("searchbox", { name: "Number or interaction id" }).fill("999999");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(link).toBeVisible();
  await expectAccessible(page);
});

test("an interaction is played back on its version's canvas, by buttons and by keys", async ({ page }) => {
  // Answers, and hangs up during the announcement.
  const id = await startByApi("+12025550126", "+12025550141");
  await page.goto(`/interactions/${id}`);
  const player = page.getByRole("region", { name: "Playback" });
  await expect(page.getByText("Hung up", { exact: true }).locator("..")).toContainText("The contact");
  await expect(player.getByRole("region", { name: "Step" })).toContainText("Over");
  const moment = player.getByRole("slider", { name: "Moment" });
  await moment.focus();
  await page.keyboard.press("Home");
  await expect(player.getByRole("region", { name: "Step" })).toContainText("Call the customer");
  await expect(player.getByRole("region", { name: "What the contact hears" })).toContainText("Nothing.");
  const heard = player.getByRole("region", { name: "What the contact hears" });
  await expect(async () => {
    await page.keyboard.press("l");
    await expect(heard).toContainText("Thank you for reaching out to us", { timeout: 200 });
  }).toPass();
  await expect(player.getByRole("region", { name: "Variables by then" })).toContainText("+12025550126");
  await expectAccessible(page);
  await page.keyboard.press("j");
  await expect(heard).toContainText("Nothing.");
  await player.getByRole("button", { name: "Play (K)" }).click();
  await expect(player.getByRole("region", { name: "Step" })).toContainText("Over");
  await expect(player.getByRole("button", { name: "Play (K)" })).toBeVisible();
  await page.getByRole("link", { name: "Report a problem" }).click();
  await expect(page).toHaveURL(/\/flows\//);
});

test("an interaction can be cancelled, after a question", async ({ page }) => {
  // Answers, hears the message, and its agent never does: a good half minute in all.
  const id = await startByApi("+12025550120", "+12025550131");
  await page.goto(`/interactions/${id}`);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Cancel interaction" }).click();
  await expect(page.getByText("Interaction cancelled.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Cancelled");
  await expectAccessible(page);
});

test("the export has a row for each step", async ({ page }) => {
  const id = await startByApi("+12025550121", "+12025550141");
  await expect(async () => {
    const csv = await (await page.request.get("/interactions/export.csv?search=12025550121")).text();
    const rows = csv.split("\n").filter((row) => row.includes(id));
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(rows[1]).toContain("Make outbound call");
    expect(rows[1]).toContain("Busy");
  }).toPass({ timeout: 45_000 });
});

test("an interaction that is not there says so", async ({ page }) => {
  await page.goto("/interactions/00000000-0000-7000-8000-000000000000");
  await expect(page.getByRole("heading", { name: "There is no such interaction" })).toBeVisible();
});
