import type { Locator, Page } from "@playwright/test";
import { makeFlow, unique, untilListed } from "./flow-manager";
import { stepName, stepSettings } from "./open-flow";
import { expect, signIn, signInToFlows, startByApi, test } from "./studio";

test.use({ viewport: { width: 1366, height: 850 } });
test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

/** The steps whose names begin so. */
const step = (page: Page, name: string): Locator => page.locator(`.react-flow__node-step[aria-label^="${name}"]`);

/** A flow of its own like the demo's, opened. */
async function openExample(page: Page): Promise<void> {
  await signInToFlows(page);
  await untilListed(page);
  await page.goto(`/flows/${await makeFlow(page, unique("Drawn"))}`);
  await expect(step(page, "End flow")).toBeVisible();
}

/** How much of a step lies outside of the canvas, in pixels of the screen. */
async function outside(page: Page, one: Locator): Promise<number> {
  const canvas = (await page.locator(".board").boundingBox())!;
  const box = await one.boundingBox();
  if (!box) return Number.POSITIVE_INFINITY;
  return Math.max(
    canvas.x - box.x,
    canvas.y - box.y,
    box.x + box.width - (canvas.x + canvas.width),
    box.y + box.height - (canvas.y + canvas.height),
    0,
  );
}

test("the demo's flow opens whole and legible on a small screen", async ({ page }) => {
  await openExample(page);
  const names = ["API request", "Call the customer", "Announce agent", "Call agent", "End flow"];
  for (const name of names) await expect.poll(() => outside(page, step(page, name).first()), { message: name }).toBe(0);
  const zoom = (await page.locator(".controls-percent").textContent()) ?? "";
  expect(Number.parseInt(zoom, 10)).toBeGreaterThanOrEqual(70);
  expect((await page.locator(".board").boundingBox())!.width).toBeGreaterThanOrEqual(900);
});

test("panels fold away by key, and stay folded", async ({ page }) => {
  await openExample(page);
  const settings = page.getByRole("complementary", { name: "Flow settings" });
  const search = page.getByRole("searchbox", { name: "Search components" });
  await expect(settings).toBeVisible();
  await expect(search).toHaveCount(0);
  await page.keyboard.press("s");
  await page.keyboard.press("p");
  await expect(settings).toHaveCount(0);
  await expect(search).toBeVisible();
  await page.reload();
  await expect(search).toBeVisible();
  await expect(settings).toHaveCount(0);
  await page.keyboard.press("p");
  await page.keyboard.press("s");
  await expect(settings).toBeVisible();
});

test("a new step is placed by the layout, and shown together with the step before it", async ({ page }) => {
  await signInToFlows(page);
  await page.getByRole("button", { name: "Create flow" }).click();
  const wizard = page.getByRole("dialog", { name: "Create flow" });
  await wizard.getByText("Empty flow").click();
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByText("API request").click();
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByLabel("Name").fill(unique("Drawn"));
  await wizard.getByRole("button", { name: "Create" }).click();
  await expect(step(page, "API request")).toBeVisible();
  // The settings unfold for the first step that is made: what is shown must then still be in view.
  await page.getByRole("button", { name: "Settings (S)" }).click();

  let before = step(page, "API request");
  for (const [exit, component] of [
    ["OK", "Make outbound call"],
    ["Answered", "Play audio"],
    ["OK", "Input IVR"],
  ] as const) {
    await before.getByRole("button", { name: `Add a step after ${exit}` }).click();
    await page.keyboard.type(component);
    await page.keyboard.press("Enter");
    const made = step(page, component).last();
    await expect(made).toBeVisible();
    await expect.poll(() => outside(page, made), `${component} is in view`).toBe(0);
    await expect.poll(() => outside(page, before), `what leads to ${component} is in view`).toBe(0);
    const goOn = made.getByRole("button", { name: /^Add a step after/ }).first();
    expect(await outside(page, goOn), `what follows ${component} can be asked for`).toBe(0);
    before = made;
  }
});

test("what is typed before the search has loaded is searched for, and is no shortcut", async ({ page }) => {
  let letLoad = () => {};
  const mayLoad = new Promise<void>((resolve) => {
    letLoad = resolve;
  });
  let isHeld = false;
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const response = await route.fetch();
    // Null where the page has gone on meanwhile: nobody waits for the chunk then.
    const text = await response.text().catch(() => null);
    if (text === null) return;
    if (text.includes("Search new steps and steps of this flow")) {
      isHeld = true;
      await mayLoad;
    }
    await route.fulfill({ response });
  });
  await openExample(page);
  await step(page, "Call agent").getByRole("button", { name: "Add a step after Finished" }).click();
  await page.keyboard.type("End flow");
  await page.keyboard.press("Enter");
  await expect.poll(() => isHeld).toBe(true);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  letLoad();
  await expect(page.locator('.react-flow__edge[data-id="call_agent.finished"]')).toHaveCount(1);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("complementary", { name: "Test" })).toHaveCount(0);
});

test("what is dropped where wires overlap asks which of them is meant", async ({ page }) => {
  await openExample(page);
  const middleOfWire = () =>
    page.evaluate(() => {
      const path = document.querySelector<SVGPathElement>('.react-flow__edge[data-id="call_customer.busy"] .wire')!;
      const middle = path.getPointAtLength(path.getTotalLength() / 2);
      const { a, d, e, f } = path.getScreenCTM()!;
      return { x: middle.x * a + e, y: middle.y * d + f };
    });
  // The picture moves until all of it is in view.
  for (const name of ["API request", "Call agent"]) await expect.poll(() => outside(page, step(page, name))).toBe(0);
  let at = await middleOfWire();
  const rests = async () => {
    const before = at;
    at = await middleOfWire();
    return at.x === before.x && at.y === before.y;
  };
  await expect.poll(rests).toBe(true);
  const canvas = page.locator(".board");
  const { x, y } = (await canvas.boundingBox())!;
  const component = page.getByRole("region", { name: "Components" }).getByRole("button", { name: "Play audio" });
  await component.dragTo(canvas, { targetPosition: { x: at.x - x, y: at.y - y }, force: true });
  await page.getByRole("menuitem", { name: "Busy of Call the customer → End flow" }).click();
  const made = step(page, "Play audio").last();
  await expect.poll(() => outside(page, made)).toBe(0);
  await expect(page.locator('.react-flow__edge[data-id="call_customer.busy"]')).toHaveCount(1);
  await expect(stepSettings(page)).toBeVisible();
});

test("a step that an interaction went through is shown in its flow", async ({ page }) => {
  await signIn(page);
  const id = await startByApi("+12025550121", "+12025550141");
  await page.goto(`/interactions/${id}`);
  await page.getByRole("region", { name: "Steps" }).getByRole("link", { name: "End flow" }).click();
  await expect(stepName(page)).toHaveValue("End flow");
  await expect.poll(() => outside(page, step(page, "End flow"))).toBe(0);
  await expect(page).not.toHaveURL(/step=/);
});

test("a flow is laid out from the top down, and still is after a reload", async ({ page }) => {
  await openExample(page);
  const places = async () => [
    await step(page, "API request").boundingBox(),
    await step(page, "Call the customer").boundingBox(),
  ];
  const [first, second] = await places();
  expect(second!.x).toBeGreaterThan(first!.x + first!.width);
  await page.getByRole("button", { name: "Lay out from the top down" }).click();
  await expect.poll(async () => (await places())[1]!.y - (await places())[0]!.y).toBeGreaterThan(50);
  await page.reload();
  await expect(step(page, "End flow")).toBeVisible();
  const [top, below] = await places();
  expect(below!.x).toBe(top!.x);
  expect(below!.y).toBeGreaterThan(top!.y + top!.height);
});
