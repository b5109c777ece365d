import type { BrowserContext, Page } from "@playwright/test";
import { change } from "./flow-manager";
import { openFlow, saved, stepName } from "./open-flow";
import { expect, expectAccessible, signIn, signInAnew, test } from "./studio";

/** Makes a flow as the wizard does and opens it; the flow's id. */
async function openNewFlow(page: Page, template: string): Promise<string> {
  await signIn(page);
  const name = `Edited ${crypto.randomUUID().slice(0, 8)}`;
  const { id } = await change<{ id: string }>(page, "flows.create", { name, description: "", template });
  await openFlow(page, id);
  return id;
}

/** A step's line in the outline. */
const line = (page: Page, name: string | RegExp) => page.getByRole("treeitem", { name }).first();

async function showOutline(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Outline/ }).click();
  await expect(page.getByRole("tree")).toBeVisible();
}

/** Nothing reaches the server any more, as with a server that is away. */
const cutOff = (on: Page | BrowserContext) => on.route("**/api/trpc/flows.edit*", (route) => route.abort());

test("the editor reads well for everybody", async ({ page }) => {
  await openNewFlow(page, "report_a_problem");
  await showOutline(page);
  await line(page, /^Call the customer,/).click();
  await expect(stepName(page)).toHaveValue("Call the customer");
  await expectAccessible(page);
});

/** A step that an exit was sent to has its first setting focused, a little after it is drawn. */
async function settingFocused(page: Page): Promise<void> {
  await expect(page.getByRole("dialog", { name: /^(Add|Send)/ })).toHaveCount(0);
  const isElsewhere = () => document.activeElement !== document.body && !document.activeElement?.closest("[role=tree]");
  await expect.poll(() => page.evaluate(isElsewhere)).toBe(true);
}

test("steps are added, wired, renamed, removed and brought back by keyboard alone", async ({ page }) => {
  await openNewFlow(page, "empty");
  await showOutline(page);
  await line(page, /^API request,/).focus();
  await page.keyboard.press("Insert");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Make outbound call");
  await page.keyboard.press("Enter");
  await expect(line(page, /^Make outbound call,/)).toBeVisible();

  await line(page, /^Exit Answered of Make outbound call/).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Play audio");
  await page.keyboard.press("Enter");
  await expect(line(page, /^Play audio,/)).toBeVisible();
  await settingFocused(page);

  await line(page, /^Exit OK of Play audio/).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.type("End flow");
  await page.keyboard.press("Enter");
  await expect(line(page, /^Exit OK of Play audio, leads to End flow/)).toBeVisible();

  await line(page, /^Play audio,/).focus();
  await page.keyboard.press("F2");
  const nameInTree = page.getByRole("tree").getByRole("textbox");
  await expect(nameInTree).toBeFocused();
  await expect(nameInTree).toHaveValue("Play audio");
  await page.keyboard.type("Say hello");
  await page.keyboard.press("Enter");
  await expect(line(page, /^Say hello,/)).toBeVisible();

  await line(page, /^Say hello,/).focus();
  await page.keyboard.press("Delete");
  await expect(line(page, /^Exit Answered of Make outbound call, leads to End flow/)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(line(page, /^Say hello,/)).toBeVisible();
  await saved(page);
});

test("what was typed survives a killed tab and a server that is away", async ({ page, context }) => {
  const id = await openNewFlow(page, "report_a_problem");
  const doomed = await context.newPage();
  await openFlow(doomed, id);
  await showOutline(doomed);
  await cutOff(doomed);
  await line(doomed, /^Call the customer,/).click();
  await stepName(doomed).fill("Call Kim first");
  await expect(doomed.getByText("Offline, 1 change kept here")).toBeVisible();
  await doomed.close({ runBeforeUnload: false });

  await page.reload();
  await expect(page.getByText("Call Kim first").first()).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.getByText("Call Kim first").first()).toBeVisible();
});

test("an edit is undone after a reload", async ({ page }) => {
  await openNewFlow(page, "report_a_problem");
  await showOutline(page);
  await line(page, /^End flow,/).click();
  await stepName(page).fill("The end");
  await stepName(page).blur();
  await saved(page);
  await page.reload();
  await expect(line(page, /^The end,/)).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(line(page, /^End flow,/)).toBeVisible();
  await page.getByRole("button", { name: /^Redo/ }).click();
  await expect(line(page, /^The end,/)).toBeVisible();
  await saved(page);
});

test("a step that is dragged takes its wires along, stays where it was let go, and goes back by undo", async ({
  page,
}) => {
  await openNewFlow(page, "report_a_problem");
  const step = page.locator(".react-flow__node-step").filter({ hasText: "Call the customer" }).first();
  const wire = page.locator('.react-flow__edge[data-id^="call_customer."] .wire').first();
  const shape = await wire.getAttribute("d");
  const before = (await step.boundingBox())!;
  await page.mouse.move(before.x + 40, before.y + 12);
  await page.mouse.down();
  for (const way of [1, 2, 3, 4]) await page.mouse.move(before.x + 40 + way * 20, before.y + 12 + way * 20);
  await expect(page.locator(".dragged-wires")).toBeAttached();
  await expect.poll(async () => (await step.boundingBox())!.y).toBeGreaterThan(before.y + 60);
  await page.mouse.up();
  await expect(page.locator(".dragged-wires")).toHaveCount(0);
  await expect(wire).not.toHaveAttribute("d", shape!);
  await expect(stepName(page)).toHaveValue("Call the customer");
  await saved(page);
  await page.getByRole("button", { name: "Undo (Ctrl+Z)" }).click();
  await expect(wire).toHaveAttribute("d", shape!);
  await expect.poll(async () => (await step.boundingBox())!.y).toBeCloseTo(before.y, 0);
});

test("a wheel moves the flow on its ground, and points at nothing until it rests", async ({ page }) => {
  await openNewFlow(page, "report_a_problem");
  await expect(page.locator(".ground")).toHaveCSS("background-size", /^[1-9]/);
  const board = page.locator(".board");
  const step = page.locator(".react-flow__node-step").filter({ hasText: "Call the customer" }).first();
  const before = (await step.boundingBox())!;
  await page.mouse.move(before.x + 40, before.y + 12);
  await expect(board).toHaveAttribute("data-highlighting", "");
  // The wheel rests within a fraction of a second, sooner than a busy machine looks again: the page itself keeps the record.
  const pointer = [before.x + 40, before.y + 12] as const;
  const underPointer = await board.evaluateHandle((element, at) => {
    const record: string[] = [];
    const note = () =>
      record.push(document.elementFromPoint(...at)?.closest(".shield, .react-flow__node-step")?.className ?? "");
    new MutationObserver(note).observe(element, { attributeFilter: ["data-scrolling"] });
    return record;
  }, pointer);
  await page.mouse.wheel(0, 20);
  await expect
    .poll(() => underPointer.jsonValue())
    .toEqual(["shield", expect.stringContaining("react-flow__node-step")]);
  expect((await step.boundingBox())!.y).toBeLessThan(before.y);
  await page.mouse.move(before.x + 41, before.y + 12);
  await expect(board).toHaveAttribute("data-highlighting", "");
  await page.mouse.down();
  await page.mouse.up();
  await expect(stepName(page)).toHaveValue("Call the customer");
});

test("two browsers edit one draft: each sees the other, and the same step asks for a merge", async ({
  page,
  browser,
}) => {
  const id = await openNewFlow(page, "report_a_problem");
  await showOutline(page);
  const other = await (await browser.newContext()).newPage();
  await signInAnew(other);
  await openFlow(other, id);
  await showOutline(other);

  await line(page, /^Announce/).click();
  await stepName(page).fill("Announce the agent");
  await stepName(page).blur();
  await expect(line(other, /^Announce the agent,/)).toBeVisible();

  await cutOff(other);
  await line(other, /^End flow,/).click();
  await stepName(other).fill("Theirs");
  await expect(other.getByText("Offline, 1 change kept here")).toBeVisible();
  await line(page, /^End flow,/).click();
  await expect(stepName(page)).toHaveValue("End flow");
  await stepName(page).fill("Ours");
  await stepName(page).blur();
  await saved(page);

  await other.unroute("**/api/trpc/flows.edit*");
  await other.getByRole("button", { name: "Merge needed" }).click();
  const dialog = other.getByRole("dialog", { name: "Merge your changes" });
  await expect(dialog.getByRole("radio", { name: /Ours/ })).toBeVisible();
  await dialog.getByRole("radio", { name: /Mine/ }).click();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await saved(other);
  await expect(line(page, /^Theirs,/)).toBeVisible();
});

test("a draft is saved as a version, compared, published and restored", async ({ page }) => {
  await openNewFlow(page, "report_a_problem");
  await showOutline(page);
  await page.keyboard.press("Control+s");
  await page.getByRole("dialog").getByLabel("Name").fill("Before the change");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("You find it under Versions.")).toBeVisible();

  await line(page, /^End flow,/).click();
  await stepName(page).fill("The end");
  await stepName(page).blur();
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish" });
  await expect(dialog.getByText("What changes")).toBeVisible();
  await dialog.getByLabel("Note").fill("First one");
  await dialog.getByRole("button", { name: "Publish version 1" }).click();
  await page.getByRole("button", { name: "Go on editing" }).click();
  await expect(page.getByText("Published v1")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Versions" }).click();
  const versions = page.getByRole("region", { name: "Versions" });
  await expect(versions.getByRole("button", { name: /Version 1.*First one/ })).toBeVisible();
  await versions.getByRole("button", { name: /Before the change/ }).click();
  await page.getByRole("combobox", { name: "Compare with" }).click();
  await page.getByRole("option", { name: "Version 1" }).click();
  await expect(page.getByText("From Before the change to Version 1")).toBeVisible();
  await page.getByRole("button", { name: "Restore as draft" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Restore as draft" }).click();
  await expect(line(page, /^End flow,/)).toBeVisible();
});

test("works where the browser keeps back what it has for HTTPS only", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => {
    const { clipboard } = navigator;
    Object.assign(window, { readCopied: () => clipboard.readText() });
    for (const name of ["clipboard", "locks"])
      Object.defineProperty(Navigator.prototype, name, { get: () => undefined });
    Object.defineProperty(Crypto.prototype, "randomUUID", { value: undefined });
  });
  await openNewFlow(page, "report_a_problem");
  await showOutline(page);
  await line(page, /^Call the customer,/).click();
  await stepName(page).fill("Ring the customer");
  await stepName(page).press("Enter");
  await saved(page);
  await page.reload();
  await expect(line(page, /^Ring the customer,/)).toBeVisible();
  await page.goto("/docs/api");
  await page
    .getByRole("button", { name: /^Copy / })
    .first()
    .click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" }).first()).toBeAttached();
  const copied = await page.evaluate(() => (window as unknown as { readCopied: () => Promise<string> }).readCopied());
  expect(copied).not.toBe("");
});
