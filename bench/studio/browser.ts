import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";

const VIEWPORT = { width: 1440, height: 900 };
/** The page one comes to first. */
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

/** A browser that others than this process may use as well, by `port`: they find the same cookies. */
export function openProfile(port: number): Promise<BrowserContext> {
  const args = [...LAUNCH.args, `--remote-debugging-port=${port}`];
  return chromium.launchPersistentContext("", { ...LAUNCH, args, baseURL, viewport: VIEWPORT });
}

/** A page in which the demo admin is signed in. */
export async function signedIn(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/signin");
  await page.getByRole("button", { name: "Continue as demo admin" }).click();
  await page.waitForURL(HOME);
  return page;
}

/** A change as the studio's own pages make it; what it answers. */
export async function change<Answer>(page: Page, procedure: string, input: unknown): Promise<Answer> {
  const response = await page.request.post(`/api/trpc/${procedure}`, {
    headers: { Origin: baseURL },
    data: { json: input },
  });
  if (!response.ok()) throw new Error(`${procedure}: ${await response.text()}`);
  return (await response.json()).result.data.json as Answer;
}

/** The demo's flow. */
export async function publishedFlow(page: Page): Promise<string> {
  const input = JSON.stringify({ json: { status: "published" } });
  const response = await page.request.get(`/api/trpc/flows.list?input=${encodeURIComponent(input)}`);
  const [flow] = (await response.json()).result.data.json.rows;
  return flow.id;
}
