import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, type Cookie, expect, type Page } from "@playwright/test";

/** The demo world the launcher wrote: how to sign in, and how to call the API. */
export function demo(): { email: string; password: string; client_id: string; client_secret: string; flow_id: string } {
  return JSON.parse(readFileSync(process.env.DEMO_FILE ?? ".patchcord/demo.json", "utf8"));
}

export const baseURL = process.env.BASE_URL ?? "http://localhost:3000";

/** The browser reports every answer that refuses something (what is not there, what cannot be saved), and being offline. Tests mean those. */
const REFUSED = /the server responded with a status of (400|404|409|422)|ERR_INTERNET_DISCONNECTED/;

/** How many times slower the pages' own work is to be than this machine's: finds what a test fails to wait for. */
const SLOWED = Number(process.env.SLOW_BROWSER ?? "1");

/**
 * Every test fails on what the browser's console calls an error, a policy violation among them. A worker's tests share a
 * browser that keeps what it has fetched and compiled, as an admin's does: that is half of the work of a page in a new one.
 * Whatever a test leaves there that another could see goes with it.
 */
export const test = base.extend<{ quiet: undefined }, { shared: BrowserContext }>({
  baseURL,
  shared: [
    async ({ browser }, use, { project }) => {
      const context = await browser.newContext({ ...project.use, baseURL });
      await use(context);
      await context.close();
    },
    { scope: "worker" },
  ],
  context: async ({ shared }, use) => {
    await use(shared);
    await Promise.all(shared.pages().map((page) => page.close()));
    await shared.setOffline(false);
    await shared.clearPermissions();
    await shared.setStorageState({ cookies: [], origins: [] });
  },
  page: async ({ context, viewport }, use) => {
    const page = await context.newPage();
    if (viewport) await page.setViewportSize(viewport);
    await use(page);
  },
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" && !REFUSED.test(message.text())) errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(error.message));
      // Chromium says nothing of code that was not compiled, where the library that tried caught the error.
      await page.addInitScript(() =>
        document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
          console.error(`The page's policy forbids ${violatedDirective}: ${blockedURI}`),
        ),
      );
      if (SLOWED > 1) {
        const session = await page.context().newCDPSession(page);
        await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
      }
      await use(undefined);
      expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});
export { expect } from "@playwright/test";

/** The admin's session of this worker's first sign-in. */
let session: Cookie[] = [];

/** Signs the demo admin in. Tests share one session: one that ends it signs in anew. */
export async function signIn(page: Page): Promise<void> {
  if (session.length > 0) return page.context().addCookies(session);
  await signInAnew(page);
  session = await page.context().cookies();
}

/** For tests that only look at pages. */
export const signedIn = test.extend({
  page: async ({ page }, use) => {
    await signIn(page);
    await use(page);
  },
});

/** And opens the list of flows. */
export async function signInToFlows(page: Page): Promise<void> {
  await signIn(page);
  await page.goto("/flows");
}

export async function signInAnew(page: Page): Promise<void> {
  await page.goto("/signin");
  await page.getByRole("button", { name: "Continue as demo admin" }).click();
  await page.waitForURL("**/flows");
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A part of the editor that is looked at by itself: the rest of it is the same in every flow, and a canvas takes long. */
export const STEP_SETTINGS = 'aside[aria-label="Step settings"]';

/** Adds a component after the selected step, by its button among the components. */
export async function placeComponent(page: Page, name: string): Promise<void> {
  await page.getByRole("region", { name: "Components" }).getByRole("button", { name, exact: true }).press("Enter");
}

/** The rules whose answer depends on colours: all else is the same in both themes, and at every width. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** No violation, in light and in dark. `part`: a selector, where the rest of the page is looked at by another test. */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  expect(await violations(page, "light", { type: "tag", values: RULES }, part), "axe, light").toEqual([]);
  expect(await violations(page, "dark", { type: "rule", values: COLOUR_RULES }, part), "axe, dark").toEqual([]);
}

/** No violation of the rules that do not depend on colours. */
export async function expectStructure(page: Page): Promise<void> {
  expect(await violations(page, "light", { type: "tag", values: RULES }, undefined, COLOUR_RULES), "axe").toEqual([]);
}

type AxeOptions = Parameters<AxeBuilder["options"]>[0];

async function violations(
  page: Page,
  colorScheme: "light" | "dark",
  runOnly: AxeOptions["runOnly"],
  part?: string,
  without: string[] = [],
) {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  // No page has a frame of another site, so axe need not open a page of its own to put results together.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ runOnly, rules, resultTypes: ["violations"] });
  const found = await (part ? axe.include(part) : axe).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** Starts a flow (the demo's, if none is named) as a website's back end would; the interaction's id. */
export async function startByApi(to: string, agent: string, flow = demo().flow_id, more = {}): Promise<string> {
  const { client_id, client_secret } = demo();
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString("base64");
  const token = await fetch(`${baseURL}/api/oauth/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const started = await fetch(`${baseURL}/api/flows/${flow}/interactions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${access_token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ contact_1: to, contact_2: agent, ...more }),
  });
  expect(started.status).toBe(202);
  return ((await started.json()) as { interaction_id: string }).interaction_id;
}
