import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { choose, findDemoFlow, makeFlow, unique } from "./flow-manager";
import { demo, expect, expectAccessible, signIn, test } from "./studio";

const run = promisify(execFile);

// Each looks at several states in two themes.

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await findDemoFlow(page);
});

test("the copied curl starts an interaction", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await choose(page, "Report a problem", "Request details");
  const panel = page.getByRole("dialog", { name: "Request details" });
  await expect(panel.getByText("flows-interactions:start").first()).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Copy all" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const { client_id, client_secret } = demo();
  const command = copied
    .replace(/YOUR_CLIENT_ID|'[^']*:YOUR/, (found) => (found === "YOUR_CLIENT_ID" ? client_id : `'${client_id}:YOUR`))
    .replace("YOUR_CLIENT_SECRET", client_secret)
    .replace("<contact_1>", "+12025550121")
    .replace("<contact_2>", "+12025550141");
  const { stdout } = await run("sh", ["-c", command]);
  expect(stdout).toContain("202");
  const id = /"interaction_id":"([^"]+)"/.exec(stdout)?.[1];
  await page.goto(`/interactions/${id}`);
  await expect(page.getByText("The contact's phone was busy (SIP 486).")).toBeVisible();
});

test("every language and every part of the panel reads well for everybody", async ({ page }) => {
  await choose(page, "Report a problem", "Request details");
  const panel = page.getByRole("dialog", { name: "Request details" });
  for (const language of ["JavaScript", "Python", "HTTP file"]) {
    await panel.getByRole("tab", { name: language }).click();
    await expect(panel.getByText("YOUR_CLIENT_SECRET").first()).toBeVisible();
    await expectAccessible(page);
  }
  await expect(panel.getByRole("link", { name: /Create an OAuth client/ })).toHaveAttribute(
    "href",
    "/admin/clients?new=1&scope=flows-interactions%3Astart",
  );
  await expect(panel.getByText("rate_limited")).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Actions for Report a problem", exact: true })).toBeFocused();
});

test("Try it starts a real interaction and follows it to its end", async ({ page }) => {
  await choose(page, "Report a problem", "Request details");
  const panel = page.getByRole("dialog", { name: "Request details" });
  await panel.getByLabel("contact_1").fill("+12025550121");
  await panel.getByLabel("contact_2").fill("+12025550141");
  await panel.getByRole("button", { name: "Start interaction" }).click();
  await expect(panel.getByText("The contact's phone was busy (SIP 486).")).toBeVisible();
  await expect(panel.getByRole("list", { name: "Steps so far" })).toContainText("Busy");
  const start = panel.getByText("curl -sS -i -X POST").first();
  await expect(start, "what was tried is what is copied").toContainText('"contact_1": "+12025550121"');
  await expectAccessible(page);
  await panel.getByRole("link", { name: "Open the interaction" }).click();
  await expect(page).toHaveURL(/\/interactions\/[0-9a-f-]{36}$/);
});

test("a flow that was never published says what to do first", async ({ page }) => {
  const name = unique("Not yet");
  await makeFlow(page, name);
  await page.goto("/flows");
  await choose(page, name, "Request details");
  await expect(page.getByRole("heading", { name: "Publish the flow first" })).toBeVisible();
  await expectAccessible(page);
});
