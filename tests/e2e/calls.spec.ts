import type { Page } from "@playwright/test";
import { change, choose, findDemoFlow, makeFlow, publishFlow, row, unique } from "./flow-manager";
import { expect, expectAccessible, signIn, signInToFlows, test } from "./studio";

/** Nobody answers at the one, and the line of the other is busy. */
const BUSY = "+12025550121";
const RINGS = "+12025550122";

async function called(page: Page, name: string, numbers: string[]): Promise<string> {
  const id = await makeFlow(page, unique(name));
  await publishFlow(page, id);
  for (const contact_1 of numbers)
    await change(page, "flows.tryIt", { id, arguments: { contact_1, contact_2: "+12025550130" } });
  return id;
}

/** Presses the middle of a wire. */
async function pressWire(page: Page, wire: string): Promise<void> {
  const at = await page.locator(`.react-flow__edge[data-id="${wire}"] .wire-reach`).evaluate((element) => {
    const path = element as SVGPathElement;
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM() ?? undefined);
    return { x, y };
  });
  await page.mouse.click(at.x, at.y);
}

const table = (page: Page) => page.getByRole("region", { name: "Calls by step and exit" });
const busyLine = (page: Page) =>
  table(page)
    .getByRole("row")
    .filter({ has: page.getByRole("button", { name: "Call the customer: Busy interactions" }) });

test("a flow says how its calls went, on each wire and in a table, and which calls those were", async ({ page }) => {
  await signInToFlows(page);
  const id = await called(page, "Calls", [BUSY, BUSY]);
  await page.goto(`/flows/${id}`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Calls", exact: true }).click();
  await expect(page).toHaveURL(/view=calls/);
  await expect(page.getByText("2 calls from")).toBeVisible();
  await expect(busyLine(page)).toContainText("2");
  await expect(busyLine(page)).toContainText("100 %");
  const canvas = page.getByRole("region", { name: "Flow with the figures of its calls" });
  await expect(canvas.getByText("2 · 100 %")).toHaveCount(2);
  await expectAccessible(page);

  // A wire on the canvas, then the line in the table by keyboard.
  await pressWire(page, "call_customer.busy");
  await expect(page.getByRole("list", { name: "Latest interactions" }).getByRole("listitem")).toHaveCount(2);
  await expectAccessible(page);
  const busy = page.getByRole("button", { name: "Call the customer: Busy interactions" });
  await busy.press("Enter");
  await expect(busy).toHaveAttribute("aria-expanded", "false");
  await busy.press("Enter");
  await page.getByRole("link", { name: "All in the list of interactions" }).click();
  await expect(page).toHaveURL(/\/interactions\?.*exit=busy/);
  await expect(page.getByRole("region", { name: "Interactions" }).locator("tbody tr")).toHaveCount(2);
});

test("on the draft, a wire that the version did not have has no figure", async ({ page }) => {
  await signIn(page);
  const id = await called(page, "Calls of a draft", [BUSY]);
  const rewired = { path: ["steps", "call_customer", "exits", "busy"], before: "end", after: "announce" };
  const edit = { id: crypto.randomUUID(), label: "Rewire", changes: [rewired], kind: "edit", of: null };
  await change(page, "flows.edit", { id, base: 0, edits: [edit] });
  await page.goto(`/flows/${id}?view=calls`);
  const canvas = page.getByRole("region", { name: "Flow with the figures of its calls" });
  await expect(canvas.getByText("1 · 100 %")).toHaveCount(2);
  await page.getByRole("radio", { name: "On the draft" }).click();
  await expect(page.getByText("A wire that it did not have has none.")).toBeVisible();
  await expect(canvas.getByText("1 · 100 %")).toHaveCount(1);
  await expectAccessible(page, 'section[aria-label="Calls"]');
});

test("a call that runs is a dot at its step, and says so in words", async ({ page, context }) => {
  await signIn(page);
  const id = await called(page, "Live calls", []);
  await page.goto(`/flows/${id}?view=calls`);
  await expect(page.getByText("No call ran on version 1 in this period.")).toBeVisible();
  await expect(page.getByText("No call runs right now.")).toBeVisible();
  await expectAccessible(page);
  const dots = () => page.locator("canvas.live-dots").evaluate(coloured);
  expect(await dots()).toBe(0);
  await change(page, "flows.tryIt", { id, arguments: { contact_1: RINGS, contact_2: "+12025550130" } });
  await expect(page.getByText("1 call runs now, each a dot at its step.")).toBeVisible();
  await expect(table(page).getByRole("row", { name: /^Call the customer 1 now/ })).toBeVisible();
  await expect.poll(dots).toBeGreaterThan(10);

  await context.setOffline(true);
  await expect(page.getByText("Not live: the server cannot be reached.")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/call runs now|No call runs right now/)).toBeVisible();
  await expectAccessible(page, 'section[aria-label="Calls"]');
});

/** Pixels of a canvas that are not transparent. */
function coloured(element: Element): number {
  const { width, height } = element as HTMLCanvasElement;
  const { data = [] } = (element as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height) ?? {};
  let found = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at]) found++;
  return found;
}

test("a flow that was never published says what to do; Flow Manager leads to a flow's calls", async ({ page }) => {
  await signIn(page);
  const id = await makeFlow(page, unique("Never called"));
  await page.goto(`/flows/${id}?view=calls`);
  await expect(page.getByRole("heading", { name: "No call has run on this flow yet" })).toBeVisible();
  await expectAccessible(page);
  await findDemoFlow(page);
  await expect(row(page, "Report a problem")).toBeVisible();
  await choose(page, "Report a problem", "Calls");
  await expect(page.getByRole("region", { name: "Calls", exact: true })).toBeVisible();
});

test("after the tests have run, exits that none takes are named, and a test is made that does", async ({ page }) => {
  await signIn(page);
  const id = await makeFlow(page, unique("Covered"));
  const scenario = {
    name: "Busy",
    arguments: { contact_1: "+12025550120", contact_2: "+12025550130" },
    customer: { does: "busy" },
    expect: { path: "trigger.ok call_customer.busy end.", outcome: "ended" },
  };
  await change(page, "flows.tests.save", { id, scenario });
  await page.goto(`/flows/${id}`);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await page.getByRole("radio", { name: "Saved tests" }).click();
  await page.getByRole("button", { name: "Run all" }).click();
  const coverage = page.getByRole("region", { name: "What the tests take" });
  await expect(coverage.getByRole("heading")).toHaveText(/The tests take 2 of \d+ exits/);
  const board = page.getByRole("region", { name: "Flow", exact: true });
  await expect(board.getByText("no test").first()).toBeVisible();
  await expectAccessible(page);

  await coverage.getByRole("button", { name: "Make a test that takes Call the customer: No answer" }).click();
  await expect(page.getByText("Made and saved: Call the customer: No answer")).toBeVisible();
  await expect(coverage.getByRole("heading")).toHaveText(/The tests take 3 of \d+ exits/);
  await expect(page.getByText("2 of 2 tests passed")).toBeVisible();
});
