import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { choose, row, unique, untilListed } from "./flow-manager";
import { chooseIn, lineTo, pressOn, tabBackTo, tabTo } from "./keyboard";
import { HUMANS, phone, phonesOn } from "./phones";
import { demo, expect, signIn, startByApi, test } from "./studio";

// From an empty flow to a ringing phone, with nothing but the browser: the whole way, twice.
test.use({ actionTimeout: 20_000 });

const run = promisify(execFile);
const EDITOR = /\/flows\/([0-9a-f-]{36})$/;
const NEWS = "Your engineer is on the way. Please stay on the line.";

const settings = (page: Page) => page.getByRole("complementary", { name: "Step settings" });
const nameOf = (page: Page) => settings(page).getByLabel("Name", { exact: true });
const field = (page: Page, name: RegExp) => settings(page).getByRole("combobox", { name });
const testPhones = (page: Page) =>
  page.getByRole("navigation", { name: "Studio" }).getByRole("link", { name: "Test phones" });

/** The flow that the editor has open. */
async function openedFlow(page: Page): Promise<string> {
  await page.waitForURL(EDITOR);
  return EDITOR.exec(page.url())?.[1] ?? "";
}

async function expectNoProblems(page: Page): Promise<void> {
  await expect(page.getByRole("region", { name: "Problems" }).getByRole("button")).toHaveText(/Problems\s*None$/);
}

/** Argument `nth` of the trigger, by mouse, with a variable of its own name made where it is chosen. */
async function addArgument(page: Page, nth: number, name: string): Promise<void> {
  await settings(page).getByRole("button", { name: "Add new argument" }).click();
  const argument = settings(page).getByRole("group", { name: `Argument ${nth}` });
  await argument.getByLabel("Name").fill(name);
  await argument.getByRole("combobox", { name: /^Variable/ }).click();
  await page.getByRole("combobox", { name: "Search", exact: true }).fill(name);
  await page.getByRole("button", { name: `Create the variable “${name}”` }).click();
  await page.getByRole("button", { name: "Create variable" }).click();
  await expect(argument.getByRole("combobox", { name: /^Variable/ })).toContainText(name);
}

async function sendToNew(page: Page, exit: RegExp, component: string): Promise<void> {
  await settings(page)
    .getByRole("tab", { name: /^Exits/ })
    .click();
  await field(page, exit).click();
  await page.getByRole("button", { name: "Create a new step here" }).click();
  await page.getByRole("list", { name: "Component of the new step" }).getByRole("button", { name: component }).click();
  await expect(settings(page).getByRole("heading", { name: component })).toBeVisible();
  await expect(nameOf(page)).toBeFocused();
}

async function pick(page: Page, list: RegExp, option: string): Promise<void> {
  await field(page, list).click();
  await page.getByRole("option", { name: option }).click();
  await expect(field(page, list)).toContainText(option);
}

const selectStep = async (page: Page, name: string) => {
  await page.getByRole("group", { name: new RegExp(`^${name}`) }).click();
  await expect(nameOf(page)).toHaveValue(name);
};

/** Runs the copied program in a shell, as it was copied but for the secret and the two numbers. */
async function runCopied(copied: string): Promise<string> {
  const command = copied
    .replace("YOUR_CLIENT_ID", demo().client_id)
    .replace("YOUR_CLIENT_SECRET", demo().client_secret)
    .replace("<contact_1>", HUMANS.customer)
    .replace("<contact_2>", HUMANS.agent);
  return (await run("sh", ["-c", command])).stdout;
}

test("an admin builds a flow by mouse, publishes it, and its copied request rings the phones", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = unique("Engineer calls");
  await signIn(page);
  await untilListed(page);
  await page.getByRole("button", { name: "Create flow" }).click();
  const wizard = page.getByRole("dialog", { name: "Create flow" });
  await wizard.getByText("Empty flow").click();
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByText("API request").click();
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByLabel("Name").fill(name);
  await wizard.getByRole("button", { name: "Create" }).click();
  await openedFlow(page);

  await selectStep(page, "API request");
  await addArgument(page, 1, "contact_1");
  await addArgument(page, 2, "contact_2");

  await sendToNew(page, /^OK/, "Make outbound call");
  await settings(page)
    .getByRole("tab", { name: /^Preferences/ })
    .click();
  await pick(page, /^Call from/, "Customer line");
  await pick(page, /^Customer's number/, "contact_1");
  await settings(page).getByLabel("Ring for").fill("15");

  await sendToNew(page, /^Answered/, "Play audio");
  await settings(page)
    .getByRole("tab", { name: /^Preferences/ })
    .click();
  await settings(page).getByRole("textbox", { name: "Text", exact: true }).fill(NEWS);
  await selectStep(page, "Make outbound call");
  await sendToNew(page, /^Invalid number/, "End flow");
  await selectStep(page, "Make outbound call");
  await settings(page)
    .getByRole("tab", { name: /^Exits/ })
    .click();
  await pick(page, /^Busy/, "End flow");
  await pick(page, /^No answer/, "End flow");

  await settings(page).getByRole("button", { name: "Show Play audio" }).click();
  await expect(nameOf(page)).toHaveValue("Play audio");
  await sendToNew(page, /^OK/, "Forward to external number");
  await settings(page)
    .getByRole("tab", { name: /^Preferences/ })
    .click();
  await settings(page).getByRole("radio", { name: "From a variable" }).click();
  await pick(page, /^Variable/, "contact_2");
  await settings(page)
    .getByRole("tab", { name: /^Exits/ })
    .click();
  await pick(page, /^No answer/, "End flow");
  await pick(page, /^Invalid number/, "End flow");
  await pick(page, /^Finished/, "End flow");
  await expectNoProblems(page);

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog", { name: "Save a copy" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("You find the copy under Versions.")).toBeVisible();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const publish = page.getByRole("dialog", { name: "Publish" });
  await publish.getByLabel("Note").fill("The first one");
  await publish.getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByText("Published as version 1.")).toBeVisible();

  await page.getByRole("link", { name: "Back to flows" }).click();
  await expect(row(page, name)).toContainText("Published v1");
  await choose(page, name, "Request details");
  const details = page.getByRole("dialog", { name: "Request details" });
  await details.getByRole("button", { name: "Copy all" }).click();
  await expect(page.getByText("Copied as curl.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await details.getByRole("button", { name: "Close" }).click();

  await testPhones(page).click();
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
  await customer.press("Hang up");
  await expect(customer.state).toHaveText("Idle");
  await expect(agent.state).toHaveText("Idle");

  await page.goto(`/interactions/${/"interaction_id":"([^"]+)"/.exec(answer)?.[1]}`);
  await expect(page.getByText("The customer answered and was joined with the agent.")).toBeVisible();
  await expect(page.getByText("Forwarded", { exact: true })).toBeVisible();
  const path = page.getByRole("region", { name: "Steps" }).getByRole("listitem");
  await expect(path.filter({ hasText: /^API request.*OK/ })).toHaveCount(1);
  await expect(path.filter({ hasText: /^Make outbound call.*Answered/ })).toHaveCount(1);
  await expect(path.filter({ hasText: /^Play audio.*OK/ })).toHaveCount(1);
  await expect(path.filter({ hasText: /^Forward to external number.*OK/ })).toHaveCount(1);
});

const line = (page: Page, name: string | RegExp) => page.getByRole("treeitem", { name }).first();

/** The keys that go back to the outline from wherever they are, and on to one of its lines. */
async function toLine(page: Page, name: string | RegExp): Promise<void> {
  const tree = page.getByRole("tree").locator("[role=treeitem][tabindex='0']");
  await tabBackTo(page, tree);
  await lineTo(page, name);
}

/** Opens a step's settings from its line; the focus is then on its name. */
async function openStep(page: Page, name: string): Promise<void> {
  await toLine(page, new RegExp(`^${name},`));
  await page.keyboard.press("Enter");
  await expect(nameOf(page)).toBeFocused();
  await expect(nameOf(page)).toHaveValue(name);
}

/** Types into the list that a key has opened, and takes what is found first. */
async function take(page: Page, list: RegExp, wanted: string): Promise<void> {
  const open = page.getByRole("dialog", { name: list });
  await expect(open.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(wanted);
  await expect(open.getByRole("option").first()).toContainText(wanted);
  await page.keyboard.press("Enter");
  await expect(open).toBeHidden();
}

async function addOnExit(page: Page, exit: string, step: string, component: string): Promise<void> {
  await toLine(page, `Exit ${exit} of ${step},`);
  await page.keyboard.press("Insert");
  await take(page, /^Add a step/, component);
  await expect(line(page, `Exit ${exit} of ${step}, leads to ${component}`)).toBeVisible();
}

async function sendOnExit(page: Page, exit: string, step: string, target: string): Promise<void> {
  await toLine(page, `Exit ${exit} of ${step},`);
  await page.keyboard.press("Enter");
  await take(page, /^Send/, target);
  await expect(line(page, `Exit ${exit} of ${step}, leads to ${target}`)).toBeVisible();
}

async function typeArgument(page: Page, nth: number, name: string): Promise<void> {
  await pressOn(page, settings(page).getByRole("button", { name: "Add new argument" }));
  const argument = settings(page).getByRole("group", { name: `Argument ${nth}` });
  await expect(argument.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(name);
  const variable = argument.getByRole("combobox", { name: /^Variable/ });
  await pressOn(page, variable);
  await expect(page.getByRole("combobox", { name: "Search", exact: true })).toBeFocused();
  await page.keyboard.type(name);
  await pressOn(page, page.getByRole("button", { name: `Create the variable “${name}”` }));
  await expect(page.getByRole("textbox", { name: "Label", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(variable).toContainText(name);
  await expect(variable).toBeFocused();
}

test("the same flow by keyboard alone, by its outline, to a ringing phone", async ({ page }) => {
  await page.goto("/signin");
  await pressOn(page, page.getByRole("button", { name: "Continue as demo admin" }));
  await page.waitForURL("**/flows");
  await untilListed(page);
  await pressOn(page, page.getByRole("button", { name: "Create flow" }));
  const wizard = page.getByRole("dialog", { name: "Create flow" });
  await expect(wizard.getByRole("radio", { name: /Empty flow/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(wizard.getByRole("radio", { name: /API request/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(wizard.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(unique("Engineer by keys"));
  await page.keyboard.press("Enter");
  const flow = await openedFlow(page);

  await expect(page.getByRole("button", { name: "Outline (O)" })).toBeVisible();
  await page.keyboard.press("o");
  await expect(line(page, /^API request,/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(nameOf(page)).toBeFocused();
  await typeArgument(page, 1, "contact_1");
  await typeArgument(page, 2, "contact_2");

  await addOnExit(page, "OK", "API request", "Make outbound call");
  await openStep(page, "Make outbound call");
  await chooseIn(page, field(page, /^Call from/), "Customer line");
  await chooseIn(page, field(page, /^Customer's number/), "contact_1");
  await tabTo(page, settings(page).getByLabel("Ring for"));
  await page.keyboard.type("15");

  await addOnExit(page, "Answered", "Make outbound call", "Play audio");
  await openStep(page, "Play audio");
  await tabTo(page, settings(page).getByRole("textbox", { name: "Text", exact: true }));
  await page.keyboard.type(NEWS);
  await addOnExit(page, "Busy", "Make outbound call", "End flow");
  await sendOnExit(page, "Invalid number", "Make outbound call", "End flow");
  await sendOnExit(page, "No answer", "Make outbound call", "End flow");

  await addOnExit(page, "OK", "Play audio", "Forward to external number");
  await openStep(page, "Forward to external number");
  await tabTo(page, settings(page).getByRole("radio", { name: "A fixed number" }));
  await page.keyboard.press("ArrowRight");
  await expect(settings(page).getByRole("radio", { name: "From a variable" })).toBeFocused();
  await page.keyboard.press("Space");
  await chooseIn(page, field(page, /^Variable/), "contact_2");
  for (const exit of ["No answer", "Invalid number", "Finished"])
    await sendOnExit(page, exit, "Forward to external number", "End flow");
  await expect(page.getByRole("treeitem", { name: /^End flow,/ })).toHaveCount(1);
  await expectNoProblems(page);

  await page.keyboard.press("Control+s");
  await expect(page.getByRole("dialog", { name: "Save a copy" }).getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("You find the copy under Versions.")).toBeVisible();
  await page.keyboard.press("Control+k");
  await take(page, /^Go to or do$/, "Publish");
  const publish = page.getByRole("dialog", { name: "Publish" });
  await tabTo(page, publish.getByLabel("Note"));
  await page.keyboard.type("The first one");
  await pressOn(page, publish.getByRole("button", { name: "Publish version 1" }));
  await expect(page.getByText("Published as version 1.")).toBeVisible();

  await pressOn(page, testPhones(page));
  await phonesOn(page);
  await startByApi(HUMANS.customer, HUMANS.agent, flow);
  const customer = phone(page, "Customer");
  await expect(customer.state).toHaveText("Ringing");
  await pressOn(page, customer.button("Answer"));
  await expect(page.getByRole("log")).toContainText(NEWS);
  await pressOn(page, customer.button("Hang up"));
  await expect(customer.state).toHaveText("Idle");
});
