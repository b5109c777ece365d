import type { Browser, Page } from "@playwright/test";
import { change, makeFlow, publishFlow, unique } from "./flow-manager";
import { stepName } from "./open-flow";
import { phone, phonesOn } from "./phones";
import { expect, expectAccessible, signInToFlows, test } from "./studio";

/** Somebody of the same account, in a browser of their own. */
async function colleague(page: Page, browser: Browser, name: string): Promise<Page> {
  const { url } = await change<{ url: string }>(page, "admin.users.invite", {
    ...{ name, email: `colleague-${crypto.randomUUID()}@example.com`, role: "builder" },
  });
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(url);
  await theirs.getByLabel("Password").fill("a long enough password");
  await theirs.getByRole("button", { name: "Save and sign in" }).click();
  await theirs.waitForURL((to) => !to.pathname.startsWith("/welcome"));
  return theirs;
}

const stepOn = (page: Page, name: string) => page.locator(".react-flow__node-step").filter({ hasText: name });

test("two on one draft see each other, where they are and what changed, and take back a name", async ({
  page,
  browser,
}) => {
  await signInToFlows(page);
  const id = await makeFlow(page, unique("Together"));
  const vera = await colleague(page, browser, "Vera Lovelace");
  await page.goto(`/flows/${id}`);
  await vera.goto(`/flows/${id}`);
  await expect(page.getByRole("button", { name: "Also here: Vera Lovelace" })).toBeVisible();
  await expect(vera.getByRole("button", { name: /^Also here: / })).toBeVisible();

  await stepOn(vera, "Call the customer").click();
  await expect(stepOn(page, "Call the customer").locator(".step-flag")).toHaveText("Vera Lovelace");
  await stepName(vera).fill("Ring Ada");
  await expect(stepOn(page, "Ring Ada")).toBeVisible();
  await page.getByRole("button", { name: "Also here: Vera Lovelace" }).click();
  await expect(page.getByRole("menuitem", { name: /Vera Lovelace at Ring Ada/ })).toBeVisible();
  await expect(page.getByText("Changed just now")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: /Vera Lovelace at Ring Ada/ }).click();

  await stepName(page).fill("Ring the customer");
  await expect(page.getByText("Vera Lovelace had just named it “Ring Ada”")).toBeVisible();
  await expect(vera.getByText(/renamed your “Ring Ada”/)).toBeVisible();
  await vera.getByRole("button", { name: "Take it back" }).click();
  await expect(stepOn(page, "Ring Ada")).toBeVisible();

  await vera.context().close();
  await expect(page.getByRole("button", { name: /^Also here/ })).toBeHidden();
});

test("versions are compared on the canvas, and an earlier one is published again", async ({ page }) => {
  await signInToFlows(page);
  const id = await makeFlow(page, unique("Rolled back"));
  await publishFlow(page, id);
  const cells = [
    { path: ["steps", "announce", "exits", "ok"], before: "call_agent", after: "end" },
    { path: ["steps", "end", "name"], before: "End flow", after: "Goodbye" },
    { path: ["steps", "bye"], after: { component: "end_flow", name: "Bye", config: {}, exits: {} } },
    { path: ["steps", "call_customer", "exits", "busy"], before: "end", after: "bye" },
  ];
  const edits = [{ id: crypto.randomUUID(), label: "Change", changes: cells, kind: "edit", of: null }];
  await change(page, "flows.edit", { id, base: 0, edits });
  await publishFlow(page, id);
  await page.goto(`/flows/${id}?view=versions`);
  const versions = page.getByRole("region", { name: "Versions", exact: true });
  await versions.getByRole("button", { name: /^Version 1/ }).click();
  await page.getByRole("combobox", { name: "Compare with" }).click();
  await page.getByRole("option", { name: "Version 2" }).click();
  const changes = page.getByRole("region", { name: "Changes" });
  await expect(changes.getByText("From Version 1 to Version 2")).toBeVisible();
  await expect(stepOn(page, "Call the customer").locator(".step-flag")).toHaveText("Rewired");
  await changes.getByRole("button", { name: "Bye", exact: true }).first().click();
  await expect(page.locator('.react-flow__node-step[data-id="bye"]')).toBeInViewport();
  await expect(page.locator(".wire-added").first()).toBeAttached();
  await expect(page.locator(".wire-removed").first()).toBeAttached();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Publish version 1 again" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish version 1 again?" });
  await expect(dialog.getByRole("heading", { name: "What changes" })).toBeVisible();
  await dialog.getByRole("button", { name: "Publish version 1 again" }).click();
  await expect(page.getByText("Published v3")).toBeVisible();
  await expect(page.getByText("Draft edits")).toBeVisible();
  await expect(versions.getByRole("button", { name: /^Version 3.*Version 1 again/ })).toBeVisible();
});

test("a draft is rung from the editor, and its call leads to its interaction", async ({ page }) => {
  await signInToFlows(page);
  const name = unique("Rung");
  const id = await makeFlow(page, name);
  await page.goto(`/flows/${id}`);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Ring the test phones" }).click();
  await phonesOn(page);
  await expect(page.getByText("Draft, not published yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ring the phones" }).click();
  const customer = phone(page, "Customer");
  await expect(customer.state).toHaveText("Ringing");
  await customer.press("Answer");
  const transcript = page.getByRole("log");
  await expect(transcript).toContainText("Thank you for reaching out to us");
  await customer.press("Hang up");
  await transcript.getByRole("link", { name: `Interaction of ${name}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("draft");
});
