import { change, makeFlow, row, unique } from "./flow-manager";
import { stepName, stepSettings } from "./open-flow";
import { HUMANS } from "./phones";
import { expect, expectAccessible, signInToFlows, test } from "./studio";

// Each looks at several states in two themes.

/** Says that a busy customer is spoken to: no flow passes it. */
const RED = {
  name: "Busy is answered",
  arguments: { contact_1: HUMANS.customer, contact_2: HUMANS.agent },
  customer: { does: "busy" },
  expect: { path: "trigger.ok call_customer.answered announce.ok call_agent.ok", outcome: "forwarded" },
};

test("a failed test blocks publishing until an admin says why it is to go out all the same", async ({ page }) => {
  await signInToFlows(page);
  const name = unique("Red");
  const id = await makeFlow(page, name);
  await change(page, "flows.tests.save", { id, scenario: RED });
  await page.goto(`/flows/${id}`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Publish" });
  const tests = dialog.getByRole("region", { name: "Tests" }).getByRole("listitem");
  await expect(tests.filter({ hasText: RED.name }).getByLabel("Failed")).toBeVisible();
  const publish = dialog.getByRole("button", { name: "Publish version 1" });
  await expect(publish).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByLabel("Publish in spite of failed tests: why?").fill("The test is out of date");
  await publish.click();
  await expect(page.getByRole("dialog", { name: "Published as version 1" })).toBeVisible();

  await page.goto("/admin/audit");
  await page.getByRole("row").filter({ hasText: name }).first().getByRole("button").first().click();
  await expect(page.getByText("The test is out of date").first()).toBeVisible();
});

test("a viewer looks at a flow and can change nothing", async ({ page, browser }) => {
  await signInToFlows(page);
  const name = unique("Looked at");
  await makeFlow(page, name);
  const { url } = await change<{ url: string }>(page, "admin.users.invite", {
    name: unique("Vera"),
    email: `vera-${crypto.randomUUID()}@example.com`,
    role: "viewer",
  });
  const theirs = await browser.newContext();
  const viewer = await theirs.newPage();
  await viewer.goto(url);
  await viewer.getByLabel("Password").fill("a long enough password");
  await viewer.getByRole("button", { name: "Save and sign in" }).click();
  await viewer.waitForURL((to) => !to.pathname.startsWith("/welcome"));

  await viewer.goto(`/flows?search=${encodeURIComponent(name)}`);
  await expect(row(viewer, name)).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Create flow" })).toHaveCount(0);
  await row(viewer, name).getByRole("link", { name, exact: true }).click();
  await expect(viewer.getByText("To change it you need the role Builder.")).toBeVisible();
  await expect(viewer.getByRole("region", { name: "Components" })).toHaveCount(0);
  for (const button of ["Save a version", "Publish"])
    await expect(viewer.getByRole("button", { name: button, exact: true })).toHaveCount(0);
  await viewer.getByRole("button", { name: "Outline (O)" }).click();
  await viewer
    .getByRole("treeitem", { name: /^Call the customer,/ })
    .first()
    .click();
  const settings = stepSettings(viewer);
  await expect(stepName(viewer)).toHaveValue("Call the customer");
  await expect(stepName(viewer)).not.toBeEditable();
  await expect(settings.getByLabel("Ring for")).not.toBeEditable();
  await expect(settings.getByRole("combobox", { name: /^Call from/ })).toBeDisabled();
  await viewer.keyboard.press("Delete");
  await expect(viewer.getByRole("treeitem", { name: /^Call the customer,/ }).first()).toBeVisible();
  await expectAccessible(viewer);
  await theirs.close();
});
