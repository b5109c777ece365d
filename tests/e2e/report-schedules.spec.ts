import { unique } from "./flow-manager";
import { expect, expectAccessible, signIn, test } from "./studio";

test.beforeEach(({ page }) => signIn(page));

test("a report is exported on a schedule, which takes over its filters, is changed, paused, resumed and removed", async ({
  page,
}) => {
  const name = unique("Busy calls");
  await page.goto("/reports/flow-execution?period=today&zone=Europe/Lisbon&exit=Busy");
  await page.getByRole("button", { name: "Schedule…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Exit Busy, of the day before.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add schedule" }).click();
  await expect(dialog.getByText("Give it a name.")).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("combobox", { name: "When" }).click();
  await page.getByRole("option", { name: "Each Monday" }).click();
  await expect(dialog).toContainText("Exit Busy, of the week before.");
  await dialog.getByRole("radio", { name: "NDJSON" }).click();
  await dialog.getByRole("button", { name: "Add schedule" }).click();
  await page.waitForURL("**/reports/exports");
  const line = page.getByRole("row").filter({ hasText: name });
  await expect(line).toContainText("Each Monday at 06:00, Europe/Lisbon");
  await expect(line).toContainText("Exit Busy NDJSON");
  await expect(line).toContainText("None yet");
  await expectAccessible(page);

  const act = async (action: string) => {
    await line.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: action }).click();
  };
  await act("Edit");
  await expect(dialog).toContainText("Exit Busy, of the week before.");
  await dialog.getByRole("combobox", { name: "At" }).click();
  await page.getByRole("option", { name: "07:00" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(line).toContainText("Each Monday at 07:00");
  await act("Pause");
  await expect(line).toContainText("Paused");
  await act("Resume");
  await expect(line).not.toContainText("Paused");
  await act("Remove");
  await page.getByRole("button", { name: "Remove schedule" }).click();
  await expect(line).toHaveCount(0);
});
