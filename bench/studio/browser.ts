import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";

const VIEWPORT = { width: 1440, height: 900 };
const DEMO_FLOW = "Report a problem";
/** The page after signing in. */
const HOME = "**/flows";
const LAUNCH = {
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run"],
};

export const baseURL = process.env.BASE_URL ?? "http://localhost:3000";

export function openBrowser(): Promise<Browser> {
  return chromium.launch(LAUNCH);
}

export function openContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ baseURL, viewport: VIEWPORT });
}

/** A browser that Lighthouse controls over its debugging `port`; `close` ends it. */
export async function openDebuggableBrowser(port: number): Promise<{ close: () => Promise<void> }> {
  const profile = mkdtempSync(path.join(tmpdir(), "patchcord-pages-"));
  const args = [...LAUNCH.args, "--headless", `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`];
  const browser = spawn(process.env.CHROMIUM ?? chromium.executablePath(), args, { stdio: "ignore" });
  const ended = new Promise((resolve) => browser.once("exit", resolve));
  process.once("exit", () => browser.kill());
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => null);
    if (answer?.ok) break;
    if (browser.exitCode !== null) throw new Error("The browser did not start.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const close = async () => {
    browser.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true });
  };
  return { close };
}

/** A page with the demo admin signed in. */
export async function signedIn(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/signin");
  await page.getByRole("button", { name: "Continue as demo admin" }).click();
  await page.waitForURL(HOME);
  return page;
}

/** Calls a tRPC mutation as the studio's pages do. Throws on an error. */
export async function callProcedure<Answer>(page: Page, procedure: string, input: unknown): Promise<Answer> {
  const response = await page.request.post(`/api/trpc/${procedure}`, {
    headers: { Origin: baseURL },
    data: { json: input },
  });
  if (!response.ok()) throw new Error(`${procedure}: ${await response.text()}`);
  return (await response.json()).result.data.json as Answer;
}

/** The demo's flow that calls two contacts. */
export async function publishedFlow(page: Page): Promise<string> {
  const input = JSON.stringify({ json: { status: "published" } });
  const response = await page.request.get(`/api/trpc/flows.list?input=${encodeURIComponent(input)}`);
  const { rows } = (await response.json()).result.data.json as { rows: { id: string; name: string }[] };
  const flow = rows.find(({ name }) => name === DEMO_FLOW);
  if (!flow) throw new Error(`There is no published flow “${DEMO_FLOW}”.`);
  return flow.id;
}
