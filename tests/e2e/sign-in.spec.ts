import { demo, expect, expectAccessible, signInAnew, signInToFlows, test } from "./studio";

test("asks for a sign-in, refuses a wrong password, and comes back to the page asked for", async ({ page }) => {
  await page.goto("/phone?agent=%2B12025550141");
  await expect(page).toHaveURL(/\/signin\?to=/);
  await expectAccessible(page);
  const { email, password } = demo();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/phone\?agent=/);
});

test("signing out ends the session on the server, not only in the browser", async ({ page, context }) => {
  await signInAnew(page);
  const cookies = await context.cookies();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/signin/);
  await context.addCookies(cookies);
  await page.goto("/interactions");
  await expect(page).toHaveURL(/\/signin/);
});

test("no page opens without a session", async ({ request }) => {
  for (const path of [
    "/",
    "/flows",
    "/interactions",
    "/phone",
    "/admin/users",
    "/interactions/export.csv",
    "/admin/audit/export.csv",
  ]) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect([302, 307], path).toContain(answer.status());
  }
  expect((await request.get("/api/phone/events?numbers=%2B12025550140")).status()).toBe(401);
  const calls = `/api/live-calls/${demo().flow_id}?version=${crypto.randomUUID()}`;
  expect((await request.get(calls)).status()).toBe(401);
  expect((await request.get("/api/trpc/interactions.list?input=%7B%7D")).status()).toBe(401);
});

test("a change from another site is refused, signed in or not", async ({ page }) => {
  await signInToFlows(page);
  const change = (headers: Record<string, string>, data: string) =>
    page.request.post("/api/trpc/phone.ring", { headers, data });
  const foreign = {
    "Content-Type": "application/json",
    "Sec-Fetch-Site": "cross-site",
    Origin: "https://evil.example",
  };
  expect((await change(foreign, "{}")).status()).toBe(403);
  expect((await change({ "Content-Type": "text/plain", "Sec-Fetch-Site": "same-origin" }, "{}")).status()).toBe(415);
});
