import { expect, type Page } from "@playwright/test";
import { baseURL } from "./studio";

/** A change as the studio's own pages make it; what it answers. */
export async function change<Answer>(page: Page, procedure: string, input: unknown): Promise<Answer> {
  const headers = { "Content-Type": "application/json", Origin: new URL(baseURL).origin };
  const answer = await page.request.post(`/api/trpc/${procedure}`, { headers, data: JSON.stringify({ json: input }) });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()).result.data.json as Answer;
}

/** What the studio's own pages are told. */
export async function read<Answer>(page: Page, procedure: string, input: unknown = null): Promise<Answer> {
  const asked = encodeURIComponent(JSON.stringify({ json: input }));
  const answer = await page.request.get(`/api/trpc/${procedure}?input=${asked}`);
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()).result.data.json as Answer;
}

/** A flow to work on, made without the wizard, under a name of its own. */
export async function makeFlow(page: Page, name: string, description = ""): Promise<string> {
  const { id } = await change<{ id: string }>(page, "flows.create", {
    name,
    description,
    template: "report_a_problem",
  });
  return id;
}

export async function publishFlow(page: Page, id: string): Promise<void> {
  const { revision } = await read<{ revision: number }>(page, "flows.draft", { id });
  await change(page, "flows.publish", { id, revision, note: "" });
}

export const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

/** Waits for rows: from then on the page answers to clicks and keys. */
export async function untilListed(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: /^Actions for/ }).first()).toBeVisible();
}

/** The demo's own flow, wherever other tests have pushed it in the list. */
export async function findDemoFlow(page: Page): Promise<void> {
  await page.goto("/flows?search=Report%20a%20problem&status=published");
  await expect(row(page, "Report a problem")).toBeVisible();
}

/** Opens the row's menu and chooses an entry. */
export async function choose(page: Page, flow: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${flow}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

export const unique = (name: string): string => `${name} ${Date.now().toString(36)}`;
