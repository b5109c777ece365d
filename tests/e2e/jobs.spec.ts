import { expect, expectAccessible, signIn, startByApi, test } from "./studio";

test("the jobs page follows a call that is being placed, and says where nothing is left to do", async ({ page }) => {
  await signIn(page);
  await page.goto("/admin/jobs");
  await expect(page.getByText("Nothing is waiting").or(page.getByRole("table")).first()).toBeVisible();
  await expectAccessible(page);

  // A job is done in moments: what is looked at is that the page goes on by itself and errs nowhere meanwhile.
  await startByApi("+12025550120", "+12025550130");
  await page.getByRole("radio", { name: /Failed/ }).click();
  await expect(page).toHaveURL(/view=dead/);
  await expect(page.getByText("No job is like that just now").or(page.getByRole("table")).first()).toBeVisible();
  await page.getByLabel("Interaction id or error").fill("no such words");
  await expect(page.getByText("No job matches")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show all jobs" }).click();
  await expect(page).not.toHaveURL(/view=|search=/);

  await page.getByRole("radio", { name: "Port calls" }).click();
  await page.getByRole("radio", { name: "Failed" }).click();
  await expect(page.getByText("No port call has failed").or(page.getByRole("table")).first()).toBeVisible();
  await expectAccessible(page);
});
