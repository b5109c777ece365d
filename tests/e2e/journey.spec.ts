import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { countDoings } from "./acts";
import { row, unique, untilListed } from "./flow-manager";
import { tabTo } from "./keyboard";
import { stepName, stepSettings } from "./open-flow";
import { HUMANS, phone, phonesOn } from "./phones";
import { demo, expect, signIn, signInToFlows, test } from "./studio";

// From an empty flow to a ringing phone, with nothing but the browser: the whole way, twice, and every act of it counted.
test.use({ viewport: { width: 1366, height: 850 } });
test.beforeEach(({ page }) => page.setDefaultTimeout(20_000));

/** One act is a click, a drag or a field left. */
const MOST_ACTS = 40;
/** Without those that type a text. */
const MOST_KEYS = 90;

// Two whole journeys, each with a call: what hangs ends by then, on a busy machine too.
test.describe.configure({ timeout: 400_000 });

const run = promisify(execFile);
const EDITOR = /\/flows\/([0-9a-f-]{36})$/;
const NEWS = "Thank you. Your call is forwarded to the responsible agent.";
const ANNOUNCE = "Announce agent joining call";
const FORWARD = "Call agent via external number";

const field = (page: Page, name: RegExp) => stepSettings(page).getByRole("combobox", { name });
const argument = (page: Page, nth: number) => stepSettings(page).getByRole("group", { name: `Argument ${nth}` });
const text = (page: Page) => stepSettings(page).getByRole("textbox", { name: "Text", exact: true });

async function expectNoProblems(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: /^Problems/ })).toHaveText(/Problems\s*None$/);
}

/** Types into the field that has the focus, over what is selected in it. */
const type = (page: Page, typed: string) => page.keyboard.type(typed);

/** Names an argument where the caret is, and makes the variable of the same name that its list suggests. */
async function nameArgument(page: Page, nth: number, name: string): Promise<void> {
  await expect(argument(page, nth).getByLabel("Name")).toBeFocused();
  await type(page, name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search", exact: true })).toHaveValue(name);
  await expect(page.getByRole("option", { name: `Create the variable “${name}”` })).toHaveAttribute(
    "data-active",
    "true",
  );
  await page.keyboard.press("Enter");
  await expect(argument(page, nth).getByRole("combobox", { name: /^Variable/ })).toContainText(name);
}

/** The new step has the selection, and its name the focus, ready to be typed over. */
async function expectNew(page: Page, component: string): Promise<void> {
  await expect(stepSettings(page).getByRole("heading", { name: component })).toBeVisible();
  await expect(stepName(page)).toBeFocused();
  await expect.poll(() => page.evaluate(() => document.getSelection()?.toString())).toBe(component);
}

/** Clicks where a control is. Playwright's own click would first scroll to it, also where a person could not. */
async function clickInView(page: Page, control: Locator): Promise<void> {
  await expect.poll(() => control.evaluate(isAtRestInView), { message: `${control} is in view` }).toBe(true);
  const { x, y, width, height } = (await control.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.click(x + width / 2, y + height / 2);
}

/** Runs in the page. */
async function isAtRestInView(control: Element): Promise<boolean> {
  const { x, y, width, height } = control.getBoundingClientRect();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const later = control.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  return later.x === x && later.y === y && control.contains(hit);
}

/** Runs the copied program in a shell, as it was copied but for the secret and the two numbers. */
async function runCopied(copied: string): Promise<string> {
  const command = copied
    .replace("YOUR_CLIENT_ID", demo().client_id)
    .replace("YOUR_CLIENT_SECRET", demo().client_secret)
    .replace("<contact_1>", HUMANS.customer)
    .replace("<contact_2>", HUMANS.agent);
  return (await run("sh", ["-c", command])).stdout;
}

test(`an admin builds the example by mouse in at most ${MOST_ACTS} acts, and its copied request rings the phones`, async ({
  page,
  context,
  browserName,
}) => {
  // Firefox has no such permissions.
  if (browserName === "chromium") await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = unique("Engineer calls");
  await signInToFlows(page);
  await untilListed(page);
  const { acts } = await countDoings(page);
  /** On the canvas: the search for what follows an exit, and a component of it. */
  const follow = async (exit: string, component: string) => {
    await clickInView(page, page.getByRole("button", { name: `Add a step after ${exit}`, exact: true }));
    await expect(page.getByRole("dialog", { name: /^Send / }).getByRole("combobox")).toBeFocused();
    await page.getByRole("option", { name: component }).click();
    await expectNew(page, component);
  };
  const pick = async (list: RegExp, option: string) => {
    await field(page, list).click();
    await page.getByRole("option", { name: option }).click();
    await expect(field(page, list)).toContainText(option);
  };

  await page.getByRole("button", { name: "Create flow" }).click();
  const wizard = page.getByRole("dialog", { name: "Create flow" });
  await expect(wizard.getByRole("radio", { name: /Empty flow/ })).toBeChecked();
  await wizard.getByRole("button", { name: "Next" }).click();
  await expect(wizard.getByRole("radio", { name: /API request/ })).toBeChecked();
  await wizard.getByRole("button", { name: "Next" }).click();
  await expect(wizard.getByLabel("Name")).toBeFocused();
  await type(page, name);
  await page.keyboard.press("Tab");
  await type(page, "Calls the customer, then joins the agent.");
  await wizard.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(EDITOR);

  await nameArgument(page, 1, "contact_1");
  await stepSettings(page).getByRole("button", { name: "Add new argument" }).click();
  await nameArgument(page, 2, "contact_2");
  await expect(stepSettings(page).locator(".text-bad"), "nothing is red before it was wrong").toHaveCount(0);

  await follow("OK", "Make outbound call");
  await expect(field(page, /^Call from/)).toContainText("Customer line");
  await pick(/^Contact's number/, "contact_1");
  await expect(stepSettings(page).getByLabel("Ring for")).toHaveValue("15");

  await follow("Answered", "Play audio");
  await type(page, ANNOUNCE);
  // At once, as a person types: the first letter is the text's, too.
  await page.keyboard.press("Enter");
  await type(page, NEWS);

  await follow("OK", "Forward to external number");
  await type(page, FORWARD);
  await stepSettings(page).getByRole("radio", { name: "From a variable" }).click();
  await pick(/^Variable/, "contact_2");

  await page.getByRole("button", { name: "Send all 5 open exits to…" }).click();
  await page.getByRole("dialog", { name: "Send 5 open exits to" }).getByRole("option").first().click();
  await expectNoProblems(page);
  await expect(page.getByRole("group", { name: /^End flow/ })).toHaveCount(1);

  await page.getByRole("button", { name: "Save a version" }).click();
  await expect(page.getByRole("dialog", { name: "Save a version" }).getByLabel("Name")).toBeFocused();
  await type(page, "As in the example");
  await page.keyboard.press("Enter");
  await expect(page.getByText("You find it under Versions.")).toBeVisible();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("dialog", { name: "Publish" }).getByRole("button", { name: "Publish version 1" }).click();
  await page
    .getByRole("dialog", { name: "Published as version 1" })
    .getByRole("button", { name: "Go on editing" })
    .click();

  await page.getByRole("link", { name: "Back to flows" }).click();
  await expect(row(page, name)).toContainText("Published v1");
  await row(page, name).getByRole("button", { name: "Request details" }).click();
  const details = page.getByRole("dialog", { name: "Request details" });
  await details.getByRole("button", { name: "Copy all" }).click();
  await expect(page.getByText("Copied as curl.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await details.getByRole("button", { name: "Close" }).click();

  await page.getByRole("navigation", { name: "Studio" }).getByRole("link", { name: "Test phones" }).click();
  await phonesOn(page);
  const answer = await runCopied(copied);
  expect(answer).toContain("202");
  const customer = phone(page, "Customer");
  const agent = phone(page, "Agent");
  await expect(customer.state).toHaveText("Ringing");
  await customer.press("Answer");
  await expect(page.getByRole("log")).toContainText(NEWS);
  await expect(agent.state).toHaveText("Ringing");
  await agent.press("Answer");
  await expect(customer.state).toHaveText("Joined");
  await expect(agent.state).toHaveText("Joined");
  console.log(`The example by mouse: ${acts.length} acts.`);
  expect(acts.length, acts.join("\n")).toBeLessThanOrEqual(MOST_ACTS);

  await customer.press("Hang up");
  await expect(customer.state).toHaveText("Idle");
  await expect(agent.state).toHaveText("Idle");
  await page.goto(`/interactions/${/"interaction_id":"([^"]+)"/.exec(answer)?.[1]}`);
  await expect(page.getByText("The contact answered and was joined with the agent.")).toBeVisible();
  await expect(page.getByText("Forwarded", { exact: true })).toBeVisible();
  const path = page.getByRole("region", { name: "Steps" }).getByRole("listitem");
  for (const [step, exit] of [
    ["API request", "OK"],
    ["Make outbound call", "Answered"],
    [ANNOUNCE, "OK"],
    [FORWARD, "Finished"],
  ])
    await expect(path.filter({ hasText: new RegExp(`^${step}.*${exit}`) })).toHaveCount(1);
});

test(`the same by keyboard alone in at most ${MOST_KEYS} keys, to ringing and joined phones`, async ({ page }) => {
  await signIn(page);
  // The page's beginning, wherever signing in has left the focus.
  await page.goto("/flows");
  await untilListed(page);
  const { keys, acts } = await countDoings(page);
  const press = (key: string) => page.keyboard.press(key);
  /** The search for what follows the selected step, and a component found by typing. */
  const follow = async (exit: string, typed: string, component: string) => {
    await press("Control+Enter");
    const search = page.getByRole("dialog", { name: new RegExp(`^Send ${exit} of`) });
    await expect(search.getByRole("combobox")).toBeFocused();
    await type(page, typed);
    await expect(search.getByRole("option").first()).toContainText(component);
    await press("Enter");
    await expectNew(page, component);
  };
  /** Takes what is found first for a text, in the list that is open. */
  const find = async (list: RegExp, typed: string) => {
    await expect(page.getByRole("combobox", { name: "Search", exact: true })).toBeFocused();
    await type(page, typed);
    await expect(page.getByRole("option").first()).toContainText(typed);
    await press("Enter");
    await expect(field(page, list)).toContainText(typed);
  };
  const command = async (typed: string, first: string) => {
    await press("Control+k");
    const palette = page.getByRole("dialog", { name: "Go to or do" });
    await expect(palette.getByRole("combobox")).toBeFocused();
    await type(page, typed);
    await expect(palette.getByRole("option").first()).toContainText(first);
    await press("Enter");
  };

  await command("create a flow", "Create a flow");
  const wizard = page.getByRole("dialog", { name: "Create flow" });
  await expect(wizard.getByRole("radio", { name: /Empty flow/ })).toBeFocused();
  await press("Enter");
  await expect(wizard.getByRole("radio", { name: /API request/ })).toBeFocused();
  await press("Enter");
  await expect(wizard.getByLabel("Name")).toBeFocused();
  await type(page, unique("Engineer by keys"));
  await press("Tab");
  await type(page, "Calls the customer, then joins the agent.");
  await tabTo(page, wizard.getByRole("button", { name: "Create" }));
  await press("Enter");
  await page.waitForURL(EDITOR);

  await nameArgument(page, 1, "contact_1");
  await tabTo(page, stepSettings(page).getByRole("button", { name: "Add new argument" }));
  await press("Enter");
  await nameArgument(page, 2, "contact_2");

  await follow("OK", "outb", "Make outbound call");
  await press("Enter");
  await find(/^Contact's number/, "contact_1");
  await follow("Answered", "play", "Play audio");
  await type(page, ANNOUNCE);
  await press("Enter");
  await expect(text(page)).toBeFocused();
  await type(page, NEWS);
  await follow("OK", "forward", "Forward to external number");
  await type(page, FORWARD);
  await tabTo(page, stepSettings(page).getByRole("radio", { name: "A fixed number" }));
  await press("ArrowRight");
  await expect(stepSettings(page).getByRole("radio", { name: "From a variable" })).toBeFocused();
  await press("Space");
  await tabTo(page, field(page, /^Variable/));
  await press("Enter");
  await find(/^Variable/, "contact_2");

  await command("send all", "Send all 5 open exits to…");
  const ends = page.getByRole("dialog", { name: "Send 5 open exits to" });
  await expect(ends.getByRole("combobox")).toBeFocused();
  await press("Enter");
  await expectNoProblems(page);

  await press("Control+s");
  await expect(page.getByRole("dialog", { name: "Save a version" }).getByLabel("Name")).toBeFocused();
  await type(page, "As in the example");
  await press("Enter");
  await expect(page.getByText("You find it under Versions.")).toBeVisible();
  await command("publish", "Publish");
  await expect(page.getByRole("button", { name: "Publish version 1" })).toBeFocused();
  await press("Enter");
  await expect(page.getByRole("button", { name: "Ring the test phones now" })).toBeFocused();
  await press("Enter");
  await page.waitForURL("**/phone?flow=*");
  await phonesOn(page);
  const customer = phone(page, "Customer");
  const agent = phone(page, "Agent");
  await expect(customer.state).toHaveText("Ringing");
  await expect(customer.button("Answer"), "a phone that rings takes the focus").toBeFocused();
  await press("Enter");
  await expect(page.getByRole("log")).toContainText(NEWS);
  await expect(agent.state).toHaveText("Ringing");
  await expect(agent.button("Answer")).toBeFocused();
  await press("Enter");
  await expect(customer.state).toHaveText("Joined");
  await expect(agent.state).toHaveText("Joined");
  console.log(`The example by keyboard: ${keys.length} keys.`);
  expect(acts.filter((act) => act.startsWith("click"))).toEqual([]);
  // Whatever the count says, the phones are idle for the next test.
  await customer.press("Hang up");
  await expect(customer.state).toHaveText("Idle");
  expect(keys.length, keys.join(" ")).toBeLessThanOrEqual(MOST_KEYS);
});
