import type { Page } from "@playwright/test";
import { change, makeFlow, publishFlow, read, unique } from "./flow-manager";
import { expect, expectAccessible, signInToFlows, test } from "./studio";

const DIFFERENCE = "After “Call the customer” (Busy) comes “Announce agent joining call”, no longer “End flow”.";

/** A published flow that has called somebody whose line was busy, and a draft of it that speaks to them all the same. */
async function flowWithDraft(page: Page): Promise<string> {
  const id = await makeFlow(page, unique("Past calls"));
  await publishFlow(page, id);
  await change(page, "flows.tryIt", { id, arguments: { contact_1: "+12025550121", contact_2: "+12025550141" } });
  const { revision } = await read<{ revision: number }>(page, "flows.draft", { id });
  const rewired = { path: ["steps", "call_customer", "exits", "busy"], before: "end", after: "announce" };
  const edit = { id: crypto.randomUUID(), label: "Rewire", changes: [rewired], kind: "edit", of: null };
  await change(page, "flows.edit", { id, base: revision, edits: [edit] });
  return id;
}

test("a draft is tried on the calls that were, and one of them is kept as a test", async ({ page }) => {
  await signInToFlows(page);
  const id = await flowWithDraft(page);
  await page.goto(`/flows/${id}`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Try on past calls" }).click();
  const panel = page.getByRole("region", { name: "Try the draft on past calls" });
  await expect(page.getByText("Nobody is called")).toBeVisible();
  await expectAccessible(page);

  // The call has to be over, and its facts written: until then there is none of the period.
  await expect(async () => {
    await panel.getByRole("button", { name: "Try the draft" }).click();
    await expect(panel.getByRole("button", { name: DIFFERENCE })).toBeVisible({ timeout: 3000 });
  }).toPass();
  const calls = page.getByRole("region", { name: "Calls with this difference" });
  await expect(calls.getByRole("region", { name: "As it was, version 1" }).getByRole("listitem")).toHaveCount(3);
  const draft = calls.getByRole("region", { name: "With the draft" });
  await expect(draft.getByRole("button", { name: /^Announce agent joining call.*the first difference/ })).toBeVisible();
  await expect(draft.getByText("It cannot be said how it goes on")).toBeVisible();
  await expectAccessible(page);

  await calls.getByRole("button", { name: "Keep as a flow test" }).click();
  const dialog = page.getByRole("dialog", { name: "Keep as a flow test" });
  await dialog.getByRole("button", { name: "Keep test" }).click();
  await expect(dialog.getByText("Give the test a name.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Name").fill("Busy ends the flow");
  await dialog.getByRole("button", { name: "Keep test" }).click();
  await expect(page.getByText("Kept as a test of this flow: Busy ends the flow")).toBeVisible();
  await page.getByRole("button", { name: "Back to the draft" }).click();
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByText("Busy ends the flow")).toBeVisible();
});
