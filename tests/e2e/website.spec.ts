import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { freePort } from "../../scripts/postgres.mjs";

let website: ChildProcess;
let address: string;
test.beforeAll(async () => {
  const port = await freePort();
  address = `http://localhost:${port}`;
  website = spawn(process.execPath, [path.resolve("examples/website/server.mjs")], {
    env: { ...process.env, WEBSITE_PORT: String(port), AGENT_NUMBER: "+12025550130" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve) => website.stdout?.once("data", () => resolve()));
});
test.afterAll(() => {
  website.kill();
});

test("the provider's website: the button, the call, its end", async ({ page }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(address);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByLabel("Your phone number").fill("+1 202 555 0120");
  await page.getByRole("button", { name: "Report a problem" }).click();
  const status = page.getByRole("status");
  await expect(status).toHaveText(/We are calling you now/);
  await expect(status).toHaveText(/You are joined/);
  await expect(status).toHaveText("Thank you for your call.");
  expect(errors).toEqual([]);
});

test("the website's back end tells of too many calls at once, and the page tries again by itself", async ({
  page,
  request,
}) => {
  const report = (key: string) => request.post(`${address}/report`, { data: { phone: "+12025550121", key } });
  const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => report(`flood-${index}`)));
  const refused = answers.filter((answer) => answer.status() === 503);
  expect(refused.length).toBeGreaterThan(0);
  expect(await refused[0]?.json()).toMatchObject({ retry_in_seconds: 1 });
  await page.goto(address);
  await page.getByLabel("Your phone number").fill("+12025550121");
  await page.getByRole("button", { name: "Report a problem" }).click();
  await expect(page.getByRole("status")).toHaveText(/Your phone is busy/);
});

test("the other page has no back end: its button is not shown on a site that is not the button's", async ({ page }) => {
  const told = page.waitForEvent("console", (message) => message.text().includes("the button is not shown"));
  await page.goto(`${address}/button`);
  expect((await told).text()).toContain(`Is ${address} among its sites`);
  await expect(page.getByRole("heading", { name: "Talk to your installer" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
