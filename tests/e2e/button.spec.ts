import { createServer, type Server } from "node:http";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { freePort } from "../../scripts/postgres.mjs";
import { HUMANS, phone, phonesOn } from "./phones";
import { baseURL, expect, expectAccessible, signIn, test } from "./studio";

/** A site of its own, at its own origin, whose policy allows the button's two lines and nothing else. */
let site: Server;
let origin: string;
let markup = "";
const POLICY = `default-src 'none'; script-src ${new URL(baseURL).origin}; connect-src ${new URL(baseURL).origin}; base-uri 'none'`;

test.beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  site = createServer((request, response) => {
    if (request.url !== "/") return response.writeHead(204).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY });
    response.end(markup);
  });
  await new Promise<void>((resolve) => site.listen(port, "127.0.0.1", () => resolve()));
});
test.afterAll(() => {
  site.close();
});

const pageWith = (snippet: string, attributes = 'lang="en"') =>
  `<!doctype html><html ${attributes}><head><meta name="viewport" content="width=device-width"><title>Hearth</title></head><body><main><h1>Hearth</h1>${snippet}</main></body></html>`;

/** Adds a button in the studio as an admin does, and gives what a site puts into its page. */
async function addButton(page: Page, name: string): Promise<string> {
  await signIn(page);
  await page.goto("/admin/buttons");
  await page.getByRole("button", { name: "Add button" }).first().click();
  const form = page.getByRole("dialog", { name: "Add button" });
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByRole("combobox", { name: "Flow" }).click();
  await page.getByRole("option", { name: "Report a problem" }).click();
  await form.getByLabel("Value of contact_2").fill(HUMANS.agent);
  await form.getByLabel("Sites").fill(origin);
  await form.getByLabel("Who calls", { exact: true }).fill("Hearth & Home");
  await form.getByRole("button", { name: "Add button" }).click();
  await expect(page.getByRole("row", { name }).first()).toBeVisible();
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Put on a site" }).click();
  const snippet = await page.getByRole("dialog").locator("pre").first().textContent();
  await page.getByRole("button", { name: "Done" }).click();
  return snippet ?? "";
}

const opened = async (page: Page) => {
  await page.goto(origin);
  await page.getByRole("button", { name: "Call me", exact: true }).click();
  return page.getByRole("dialog", { name: "Hearth & Home calls you" });
};

test("an admin puts a button on a site, a visitor presses it there, 1 on the phone, and is joined", async ({
  page,
  context,
}) => {
  markup = pageWith(await addButton(page, "Joined"));
  const studio = await context.newPage();
  await studio.goto("/phone");
  await phonesOn(studio);
  const customer = phone(studio, "Customer");
  const agent = phone(studio, "Agent");

  const dialog = await opened(page);
  // By keyboard alone.
  await expect(dialog.getByLabel("Your phone number")).toBeFocused();
  await page.keyboard.type("2025550140");
  await expect(dialog.getByLabel("Your phone number")).toHaveValue("(202) 555-0140");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  const status = dialog.getByRole("status");
  await expect(status).toHaveText("We are calling you …");
  await customer.press("Answer");
  await expect(status).toHaveText("Press 1 on your phone.");
  await expect(studio.getByRole("log")).toContainText("this is Hearth & Home");
  await customer.press("1");
  await expect(agent.state).toHaveText("Ringing");
  await expect(status).toHaveText("We are connecting you …");
  await agent.press("Answer");
  await expect(status).toHaveText("You are connected.");
  await customer.press("Hang up");
  await expect(status).toHaveText("The call is over. Thank you.");
  // A port is no border for cookies: the studio's own are there.
  const cookieNames = (await context.cookies(origin)).map(({ name }) => name);
  expect(cookieNames.filter((name) => !name.startsWith("next-auth."))).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);

  await studio.goto("/admin/buttons");
  await expect(studio.getByRole("row", { name: /Joined/ })).toContainText(origin);
  await expect(studio.getByRole("row", { name: /Joined/ })).toContainText("1 called");
  await expectAccessible(studio);
});

test("the button reads well on any page: small, dark, right to left, zoomed, in other languages", async ({ page }) => {
  const snippet = await addButton(page, "Looks");
  const looks: [attributes: string, label: string, title: string][] = [
    ['lang="en"', "Call me", "Hearth & Home calls you"],
    ['lang="ar" dir="rtl"', "Call me", "Hearth & Home calls you"],
    ['lang="de"', "Rückruf anfordern", "Hearth & Home ruft Sie an"],
  ];
  for (const [attributes, label, title] of looks) {
    markup = pageWith(snippet, attributes);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 480 });
      await page.goto(origin);
      await page.getByRole("button", { name: label, exact: true }).click();
      await expect(page.getByRole("dialog", { name: title })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
      const sideways = await page.evaluate(() => {
        const dialog = document.querySelector("patchcord-button")?.shadowRoot?.querySelector("dialog");
        return [document.documentElement, dialog as Element].map((one) => one.scrollWidth - one.clientWidth);
      });
      expect(sideways, `${attributes}, ${colorScheme}`).toEqual([0, 0]);
    }
  }
});

test("what is wrong is said beside the field, by keyboard, and a site that is not listed shows nothing", async ({
  page,
  context,
}) => {
  const snippet = await addButton(page, "Refuses");
  markup = pageWith(snippet);
  const dialog = await opened(page);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("This is no complete phone number.");
  await expect(dialog.getByLabel("Your phone number")).toBeFocused();
  await page.keyboard.type("2025550");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText(/^Please correct: I want Hearth & Home/);
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("This is no complete phone number.");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  // The browser tells the console of what it refuses, which this page of another origin means.
  const elsewhere = await context.newPage();
  const told = elsewhere.waitForEvent("console", (message) => message.text().includes("the button is not shown"));
  await elsewhere.goto(origin.replace("localhost", "127.0.0.1"));
  await told;
  await expect(elsewhere.locator("patchcord-button")).toHaveCount(0);
});

test("a site with a design of its own asks by window.Patchcord, and hears how the call stands", async ({
  page,
  context,
}) => {
  const snippet = await addButton(page, "Own design");
  markup = pageWith(snippet.replace("<script ", '<script data-display="none" '));
  // The browser tells the console of the refusal that the last request means.
  const visitor = await context.newPage();
  await visitor.goto(origin);
  await visitor.waitForFunction(() => "Patchcord" in window);
  await expect(visitor.locator("patchcord-button")).toHaveCount(0);
  const asked = (number: string) =>
    visitor.evaluate(async (wanted) => {
      const states: string[] = [];
      const { Patchcord } = window as unknown as { Patchcord: { request: (wish: object) => Promise<object> } };
      const wish = {
        number: wanted,
        country: "US",
        consent: "Call me.",
        onProgress: (now: { state: string }) => states.push(now.state),
      };
      const last = await Patchcord.request(wish).catch(({ code }: { code: string }) => ({ code }));
      return { states, last };
    }, number);
  expect(await asked("202 555 0121")).toEqual({
    states: ["ringing", "failed"],
    last: { state: "failed", why: "busy" },
  });
  expect(await asked("202 555 0101")).toEqual({ states: [], last: { code: "not_permitted" } });
});
