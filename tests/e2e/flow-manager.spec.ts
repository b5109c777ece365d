import { readFile } from "node:fs/promises";
import { choose, findDemoFlow, makeFlow, publishFlow, row, unique, untilListed } from "./flow-manager";
import { expect, expectAccessible, signInToFlows, test } from "./studio";

const EDITOR = /\/flows\/[0-9a-f-]{36}$/;

// Each looks at several states in two themes.

test.beforeEach(async ({ page }) => {
  await signInToFlows(page);
  await untilListed(page);
});

test("the wizard makes an empty flow, by keyboard alone, and refuses a name that is taken", async ({ page }) => {
  const name = unique("Empty");
  await page.getByRole("button", { name: "Create flow" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Create flow" });
  await expect(dialog.getByRole("radio", { name: /Empty flow/ })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toHaveText("Step 2 of 3: Trigger");
  await expect(dialog.getByRole("radio", { name: /API request/ })).toBeFocused();
  await expect(dialog.getByRole("radio")).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Report a problem");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await expectAccessible(page);
  await dialog.getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(EDITOR);
  await page.goto("/flows");
  await expect(row(page, name)).toContainText("Draft");
});

test("the wizard makes a flow from a template, and keeps what was answered when going back", async ({ page }) => {
  const name = unique("From a template");
  await page.goto("/flows?create=true");
  const dialog = page.getByRole("dialog", { name: "Create flow" });
  await dialog.getByText("Report a problem").click();
  await dialog.getByRole("button", { name: "Next" }).click();
  await dialog.getByRole("button", { name: "Next" }).click();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Description").fill("Calls, then joins");
  await dialog.getByRole("button", { name: "Back" }).click();
  await dialog.getByRole("button", { name: "Back" }).click();
  await expect(dialog.getByRole("radio", { name: /Report a problem/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Next" }).click();
  await dialog.getByRole("button", { name: "Next" }).click();
  await expect(dialog.getByLabel("Name")).toHaveValue(name);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page).toHaveURL(EDITOR);
  await page.goto("/flows");
  await expect(row(page, name)).toContainText("Calls, then joins");
});

test("search, filters, order and page are in the address", async ({ page }) => {
  const name = unique("Wanderlust");
  await makeFlow(page, name, "For the summer");
  await page.getByRole("searchbox", { name: "Search flows" }).fill(name);
  await expect(page).toHaveURL(/search=Wanderlust/);
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search flows" })).toHaveValue(name);
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Published", exact: true }).click();
  await expect(page).toHaveURL(/status=published/);
  await expect(page.getByRole("heading", { name: "No flow matches these filters" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("button", { name: "Flow", exact: true }).click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(page.getByRole("columnheader", { name: "Flow" })).toHaveAttribute("aria-sort", "ascending");
  await page.goto("/flows?page=400&sort=nonsense");
  await expect(page.getByRole("heading", { name: "No flow matches these filters" })).toBeVisible();
});

test("a flow is renamed, duplicated and labelled", async ({ page }) => {
  const name = unique("Before");
  await makeFlow(page, name);
  await page.reload();
  await choose(page, name, "Rename");
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(name);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Report a problem");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  const renamed = unique("After");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(renamed);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row(page, renamed)).toBeVisible();
  await expect(page.getByRole("button", { name: `Actions for ${renamed}`, exact: true })).toBeFocused();

  await choose(page, renamed, "Duplicate");
  await expect(row(page, `${renamed} copy`)).toBeVisible();

  const label = unique("L");
  await choose(page, renamed, "Labels");
  await page.getByLabel("New label").fill(label);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save labels" }).click();
  await expect(row(page, renamed)).toContainText(label);
  await page.goto(`/flows?label=${encodeURIComponent(label)}`);
  await expect(page.getByRole("row")).toHaveCount(2);
});

test("what is exported can be imported again; what cannot is told with its place", async ({ page }) => {
  const name = unique("Round trip");
  await makeFlow(page, name);
  await page.reload();
  const download = page.waitForEvent("download");
  await choose(page, name, "Export");
  const file = await (await download).path();
  const text = await readFile(file, "utf8");
  expect(JSON.parse(text)).toMatchObject({ patchcord: 1, name });

  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog", { name: "Import flow" });
  await expectAccessible(page);
  await dialog.getByLabel("Or paste the document").fill(text.replace('"steps"', '"stepps"'));
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog.getByRole("alert")).toContainText("$.stepps");
  await expectAccessible(page);
  await dialog.getByLabel("Flow document").setInputFiles({
    name: "flow.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  await expect(dialog.getByText("flow.json")).toBeVisible();
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(page).toHaveURL(EDITOR);
  await expect(page.getByText(/Imported as/)).toBeVisible();
});

test("an imported flow says which problems came along", async ({ page }) => {
  const name = unique("With a stranger's number");
  await makeFlow(page, name);
  await page.reload();
  const download = page.waitForEvent("download");
  await choose(page, name, "Export");
  const text = await readFile(await (await download).path(), "utf8");
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByLabel("Or paste the document").fill(text.replace(/"from": "\+\d+"/, '"from": "+12025550199"'));
  await page.getByRole("dialog").getByRole("button", { name: "Import" }).click();
  await expect(page.getByText(/Imported as .* with \d+ problem/)).toBeVisible();
});

test("archiving can be undone, and what is archived has a list of its own", async ({ page }) => {
  const name = unique("Put away");
  await makeFlow(page, name);
  await page.reload();
  await choose(page, name, "Archive");
  await expect(row(page, name)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, name)).toBeVisible();
  await choose(page, name, "Archive");
  await expect(row(page, name)).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("combobox", { name: "Archived" }).click();
  await page.getByRole("option", { name: "Archived", exact: true }).click();
  await expect(page).toHaveURL(/archived=true/);
  await choose(page, name, "Unarchive");
  await expect(row(page, name)).toHaveCount(0);
  await page.goto("/flows");
  await expect(row(page, name)).toBeVisible();
});

test("a published flow is deleted only under its name", async ({ page }) => {
  const name = unique("Not needed");
  await publishFlow(page, await makeFlow(page, name));
  await page.reload();
  await expect(row(page, name)).toContainText("Published v1");
  await choose(page, name, "Delete");
  const remove = page.getByRole("button", { name: "Delete flow" });
  await expect(remove).toBeDisabled();
  await expectAccessible(page);
  await page.getByLabel("Type the flow's name to delete it").fill(name);
  await remove.click();
  await expect(page.getByText(`${name} deleted.`)).toBeVisible();
  await expect(row(page, name)).toHaveCount(0);
});

test("the list says that it is loading, that it failed, and that the browser is offline", async ({ page, context }) => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route(/flows\.list/, async (route) => {
    await opened;
    // The one status that the console does not have to be quiet about.
    await route.fulfill({ status: 404, contentType: "application/json", body: "[]" });
  });
  await page.goto("/flows?search=Report%20a%20problem&status=published");
  await expect(page.getByText("Loading flows…")).toBeAttached();
  await expectAccessible(page);
  open();
  await expect(page.getByRole("heading", { name: "The flows could not be loaded" })).toBeVisible();
  await expectAccessible(page);
  await page.unroute(/flows\.list/);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(row(page, "Report a problem")).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText("You are offline: this is how the flows were.")).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(page.getByText("You are offline")).toHaveCount(0);
});

test("works on a phone's width, by its menu too", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await findDemoFlow(page);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "Actions for Report a problem", exact: true }).click();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Interactions" }).click();
  await expect(page).toHaveURL(/\/interactions\?flow=/);
});
